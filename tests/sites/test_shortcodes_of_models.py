"""What records of a site's own models put into texts, and what is said of hooks that fail."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import SMALLEST, Files, Site, documented, lines, told

HEAD = """
    from sitegen.models import Block, Explained, Link, Record, SearchEntry, collection
    """
TREES = """
    from __future__ import annotations

    from sitegen.models import Block, Explained, Link, Record, SearchEntry, Site, collection


    @collection("trees", shortcode="tree")
    class Tree(Record):
        name: str
        metres: int

        def as_words(self) -> str:
            return f"{self.name} & {self.metres:,} m"


    @collection("parks", shortcode="park")
    class Park(Record):
        name: str

        def as_inline(self, words: str, site: Site) -> Link:
            return Link(words or self.name, f"/{self.id}/")


    @collection("plans", shortcode="plan")
    class Plan(Record):
        trees: tuple[str, ...]

        def as_block(self, site: Site) -> Block:
            shown = tuple(site.records["trees"][one] for one in self.trees)
            return Block(f"<ol>{''.join(f'<li>{one.name}</li>' for one in shown)}</ol>", shown)


    @collection("words", shortcode="word")
    class Word(Record):
        meaning: str

        def as_inline(self, words: str, site: Site) -> Explained:
            return Explained(words or self.id, self.meaning)

        def words_to_explain(self) -> tuple[str, ...]:
            return (self.id,)

        def search_entry(self, site: Site) -> SearchEntry:
            return SearchEntry(f"/words/#{self.id}", self.id, self.meaning)
    """
TREES_OF_GROVE = """
    - {id: oak, name: Oak, metres: 30}
    - {id: ash, name: Ash, metres: 9}
    """
GROVE: Files = {
    **SMALLEST,
    "models/trees.py": TREES,
    "data/trees.yaml": TREES_OF_GROVE,
    "data/parks.yaml": "- {id: green, name: The Green}",
    "data/plans.yaml": "- {id: new, trees: [ash, oak]}",
    "data/words.yaml": "- {id: coppice, meaning: cut to the ground}",
    "content/green.md": "[Home](index.md)",
}


@pytest.fixture
def grove(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a shortcode of each kind."""
    made = Site(tmp_path_factory.mktemp("grove"))
    made.write(GROVE)
    return made


def test_a_record_is_put_wherever_words_can_stand(grove: Site) -> None:
    grove.write(
        {
            "content/index.md": """
                ## The [[tree:oak]]

                > A [[park:green|green *place*]] and [[word:coppice]].

                | Tree |
                |---|
                | [[tree:ash]] |

                - [in a [[park:green]]](green.md), *[[word:coppice]]*
                - [[tree:ash]] in `[[tree:ash]]`

                [[plan:new]]
                """
        }
    )
    built = grove.build()
    assert built.report == ""
    assert built.outputs["index.html"] == told("""
        <h2 id="the-oak-30-m">The Oak &amp; 30 m</h2>
        <blockquote>
        <p>A <a href="/green/">green *place*</a> and <span>coppice</span> (cut to the ground).</p>
        </blockquote>
        <div class="table"><table>
        <thead>
        <tr>
        <th scope="col">Tree</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Tree">Ash &amp; 9 m</td>
        </tr>
        </tbody>
        </table></div>
        <ul>
        <li><a href="/green/">in a The Green</a>, <em>coppice</em></li>
        <li>Ash &amp; 9 m in <code>[[tree:ash]]</code></li>
        </ul>
        <ol><li>Ash</li><li>Oak</li></ol>
        """)


def test_pages_follow_the_records_that_they_name_and_those_that_a_block_shows(grove: Site) -> None:
    grove.write(
        {
            "content/index.md": "[[plan:new]]\n\n[Oak](oak.md) [Green](green.md)",
            "content/oak.md": "An [[tree:oak]].",
        }
    )
    assert grove.build().report == ""
    grove.write({"data/trees.yaml": TREES_OF_GROVE.replace("30", "3")})
    assert sorted(grove.build().result.reasons) == ["content/index.md", "content/oak.md"]
    grove.write(
        {
            "data/trees.yaml": TREES_OF_GROVE.replace("30", "3").replace("Ash", "Asche"),
        }
    )
    assert sorted(grove.build().result.reasons) == ["content/index.md"]
    assert "<li>Asche</li>" in grove.outputs["index.html"]


def test_what_is_wrong_with_a_shortcode_is_told_in_its_own_words(
    grove: Site,
) -> None:
    grove.write(
        {
            "content/index.md": """
                [Green](green.md), a coppice, [[tree:aok]], [[oak:x]], [[park: ]] and [[plan:new]].

                [tree:oak]
                """
        }
    )
    assert grove.build().report == told("""
        content/index.md:5:22: warning[unexplained-word]: coppice is explained nowhere on this page
            5 | [Green](green.md), a coppice, [[tree:aok]], [[oak:x]], [[park: ]] and [[plan:new]].
              |                      ^^^^^^^
           help: write [[word:coppice]] or [[word:coppice|coppice]] where it stands first
        content/index.md:5:31: error[unknown-tree]: there is no tree aok
            5 | [Green](green.md), a coppice, [[tree:aok]], [[oak:x]], [[park: ]] and [[plan:new]].
              |                               ^^^^^^^^^^^^
           help: did you mean oak?
        content/index.md:5:45: error[unknown-shortcode]: there is no [[oak:…]]
            5 | [Green](green.md), a coppice, [[tree:aok]], [[oak:x]], [[park: ]] and [[plan:new]].
              |                                             ^^^^^^^^^
           help: write [[tree:ID]], [[park:ID]], [[plan:ID]], [[word:ID]] or [[site:NAME]]
        content/index.md:5:56: error[half-shortcode]: [[park: ]] is no whole shortcode, and would be printed as it stands
            5 | [Green](green.md), a coppice, [[tree:aok]], [[oak:x]], [[park: ]] and [[plan:new]].
              |                                                        ^^^^^^^^^^
           help: write [[tree:ID]], [[park:ID]], [[plan:ID]], [[word:ID]] or [[site:NAME]]
        content/index.md:5:71: error[block-in-line]: a plan stands in a line of its own
            5 | [Green](green.md), a coppice, [[tree:aok]], [[oak:x]], [[park: ]] and [[plan:new]].
              |                                                                       ^^^^^^^^^^^^
           help: put empty lines around it
        content/index.md:7:1: error[half-shortcode]: [tree:oak] is no whole shortcode, and would be printed as it stands
            7 | [tree:oak]
              | ^^^^^^^^^^
           help: write [[tree:ID]], [[park:ID]], [[plan:ID]], [[word:ID]] or [[site:NAME]]
        5 errors, 1 warning in 1 file
        """)


def failing(hook: str) -> str:
    """Return a model of trees with one hook."""
    return told(HEAD) + (
        "\n\n@collection('trees', shortcode='tree')\nclass Tree(Record):\n    name: str\n"
        f"    metres: int\n    {hook}\n"
    )


FAILING = {
    "one that fails": (
        "def as_words(self): return f'{1 / (self.metres - 9)}'",
        "7:1: error[model-hook]: Tree.as_words fails for data/trees.yaml:2: ZeroDivisionError: "
        "division by zero",
    ),
    "one that returns something else": (
        "def as_inline(self, words, site): return self.metres",
        "7:1: error[model-hook]: Tree.as_inline fails for data/trees.yaml:2: it returns int 9, "
        "and should return a text, a Link(words, url) or Explained(words, meaning, url)",
    ),
    "one that takes something else": (
        "def as_block(self, words, site): return Block('')",
        "7:5: error[model-hook]: Tree.as_block has other arguments than the hook is given",
    ),
    "none": (
        "height = 3",
        "4:1: error[model-hook]: Tree does not say what [[tree:ID]] puts in",
    ),
    "two": (
        "def as_words(self): return ''\n    def as_block(self, site): return Block('')",
        "4:1: error[model-hook]: Tree says in two ways what [[tree:ID]] puts in: as_words and "
        "as_block",
    ),
}


@pytest.mark.parametrize(("hook", "message"), FAILING.values(), ids=FAILING)
def test_a_hook_of_a_shortcode_that_fails_is_told_at_its_line(
    refused: Refused, hook: str, message: str
) -> None:
    texts = {
        "data/trees.yaml": TREES_OF_GROVE,
        "content/index.md": "An [[tree:ash]].",
        "models/x.py": failing(hook),
    }
    assert refused(texts).split("\n")[0] == f"models/x.py:{message}"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "@collection('trees')\nclass Tree(Record):\n    def as_words(self): return ''",
            "a.py:3:1: error[model-hook]: Tree.as_words is of a shortcode, and Tree has none",
        ),
        (
            "@collection('trees', shortcode='Tree')\nclass Tree(Record):\n"
            "    def as_words(self): return ''",
            "a.py:3:1: error[model-hook]: Tree cannot be a shortcode",
        ),
        (
            "@collection('a', shortcode='term')\nclass A(Record):\n"
            "    def as_words(self): return ''",
            "terms.py:39:1: error[model-twice]: [[term:ID]] names A already",
        ),
        (
            "@collection('a', shortcode='a')\nclass A(Record):\n    def as_words(self): return ''\n"
            "    def words_to_explain(self): yield self.nothing",
            "a.py:5:1: error[model-hook]: A.words_to_explain fails for data/a.yaml:1: "
            "AttributeError: 'A' object has no attribute 'nothing'",
        ),
        (
            "@collection('a')\nclass A(Record):\n    def search_entry(self, site): return '/'",
            "a.py:4:1: error[model-hook]: A.search_entry fails for data/a.yaml:1: it returns str "
            "'/', and should return SearchEntry(url, title, summary), or None",
        ),
    ],
)
def test_a_shortcode_that_is_not_declared_well(refused: Refused, code: str, message: str) -> None:
    texts = {"models/a.py": f"{told(HEAD)}\n{code}\n", "data/a.yaml": "- {id: one}"}
    assert refused(texts).split("\n")[0] == f"models/{message}"


def test_the_shortcode_in_the_documentation(tmp_path_factory: pytest.TempPathFactory) -> None:
    model, data, text, heights = documented("Let texts name a record")
    site = Site(tmp_path_factory.mktemp("documented"))
    site.write({**SMALLEST, "models/trees.py": model, "data/trees.yaml": data})
    site.write({"content/index.md": text, "models/heights.py": heights})
    built = site.build(strict=True)
    assert built.report == ""
    assert built.outputs["index.html"].strip() == "<p>We measured the oak (30 m) in spring.</p>"
    text = "An oak of 30 m, `30 m`, [30 m](https://e.org/30 m) and a [[height:low]] of 3 m."
    site.write({"data/heights.yaml": "- {id: high, metres: 30}\n- {id: low, metres: 5}"})
    site.write({"content/index.md": text.replace("/30 m", "/30-m")})
    assert lines(site.build().result.diagnostics) == [
        "5:11 typed-height: 30 m is typed here, and stays when it is measured again "
        "-> write [[height:high]]",
        "5:26 typed-height: 30 m is typed here, and stays when it is measured again "
        "-> write [[height:high]]",
        "5:76 typed-height: 3 m is typed here, and stays when it is measured again",
    ]


SEEKS = "looks_for = 'h'\n    @classmethod\n    def found_in_text(cls, words, holder, site):\n"


@pytest.mark.parametrize(
    ("lines_of_class", "message"),
    [
        (
            "looks_for = '('",
            "4:5: error[model-hook]: A.looks_for is no pattern: missing ), unterminated subpattern "
            "at position 0",
        ),
        (
            "looks_for = 'x'",
            "4:5: error[model-hook]: A needs both looks_for and found_in_text, or neither",
        ),
        (
            f"{SEEKS}        return holder.nothing",
            "7:1: error[model-hook]: A.found_in_text fails for content/index.md: AttributeError: "
            "'Page' object has no attribute 'nothing'",
        ),
        (
            f"{SEEKS}        return words",
            "5:1: error[model-hook]: A.found_in_text fails for content/index.md: it returns str "
            '\'h\', and should return Mistake(("key",), "name-of-rule", "what is wrong", "what to do"), or '
            "None",
        ),
        (
            "def mistakes_in_site(self, site): yield site.records['b']",
            "4:1: error[model-hook]: A.mistakes_in_site fails for data/a.yaml:1: KeyError: 'b'",
        ),
    ],
)
def test_what_is_wrong_with_a_hook_that_looks_into_texts_or_at_the_site(
    refused: Refused, lines_of_class: str, message: str
) -> None:
    code = f"{told(HEAD)}\n@collection('a')\nclass A(Record):\n    {lines_of_class}\n"
    texts = {"models/a.py": code, "data/a.yaml": "- {id: one}", "content/index.md": "An oak: h."}
    assert refused(texts).split("\n")[0] == f"models/a.py:{message}"
