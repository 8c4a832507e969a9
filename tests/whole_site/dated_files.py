"""Made-up events, vacancies, a story and an episode, to be put into a copy of the site."""

from __future__ import annotations

from tests.support import Files

_OPPORTUNITIES = "content/about-us/our-organisation/opportunities"

DATED_FILES: Files = {
    "content/events/open-evening.md": """
        ---
        title: Open evening
        description: An evening for people who want to know how a local team works.
        date: 2026-11-01
        event:
          starts: 2026-12-04 18:00
          ends: 2026-12-04 20:30
          place: The Old Library, Exampleton
          online: https://meet.example.org/evening
          organiser: Example Council
          booking: https://book.example.org/evening
          cost: Free
          access: Step-free, with a hearing loop
        ---
        What happens on the evening.
        """,
    "content/events/spring-forum.md": """
        ---
        title: Spring forum
        description: A forum that was to bring people together in spring, for 2 days.
        date: 2026-03-01
        event:
          starts: 2026-05-04
          ends: 2026-05-05
          organiser: Example
          status: cancelled
          booking: https://book.example.org/forum
        ---
        Why it was called off.
        """,
    f"{_OPPORTUNITIES}/example-lead.md": """
        ---
        title: Example Lead
        description: Lead an example team. This post stands for every post that is open.
        kind: vacancy
        date: 2026-11-01
        vacancy:
          closes: 2026-12-04 17:00
          employer: Example Council
          place: Exampleton
          hours: 37 hours a week
          employment: full time
          salary: {minimum: 41000, maximum: 45000}
          apply: https://jobs.example.org/1
        ---
        About the post.
        """,
    f"{_OPPORTUNITIES}/example-officer.md": """
        ---
        title: Example Officer
        description: Count examples. This post stands for every post that has closed.
        kind: vacancy
        date: 2026-09-01
        vacancy:
          closes: 2026-10-04
          employer: Greenhand
          place: London
          hours: 21 hours a week
          employment: part time
          salary: {minimum: 18.5, per: hour}
          apply: mailto:jobs@example.org
        ---
        About the post.
        """,
    "content/our-impact/stories/example.md": """
        ---
        title: An example of a story
        description: A made-up story that stands for every story a woman has agreed to.
        kind: story
        story:
          about: [weather, waiting]
          minutes: 2
          ending: It ends well.
          short: It rained. Then it stopped.
          consent: 2026-06-01
          review: 2027-06-01
        ---
        At first it rained.
        """,
    "content/our-impact/stories/withheld.md": """
        ---
        title: A story whose day has come
        description: A made-up story that is not shown, because nobody has asked again.
        kind: story
        story:
          about: [weather]
          minutes: 2
          ending: It ends well.
          short: It snowed.
          consent: 2025-06-01
          review: 2026-06-01
        ---
        At first it snowed.
        """,
    "data/episodes.yaml": """
        - id: example
          title: An example
          date: "2026-05-01"
          series: Season of examples
          summary: Two voices say that this is an example.
          sources: []
          minutes: 31
          about: [weather]
          audio: files/example.mp3
          transcript:
            - {says: Rain}
            - {speaker: First voice, says: This is an example.}
        """,
    "assets/files/example.mp3": bytes(1_240_000),
}
