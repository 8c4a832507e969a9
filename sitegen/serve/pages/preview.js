// Keeps a previewed page as new as its sources: reloads it, exchanges its style sheets, renews its bar.
// It speaks the LiveReload protocol, version 7. LiveReload's own script knows no mistakes.
"use strict";
{
  const { dataset } = document.currentScript;
  const inside = document.querySelector("sitegen-preview")?.shadowRoot?.querySelector("div");
  let build = dataset.build;
  let wait = 200;

  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}${dataset.socket}`);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.onopen = () => {
      wait = 200;
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      send({ command: "info", url: location.pathname, build });
    };
    socket.onmessage = ({ data }) => obey(JSON.parse(data));
    socket.onclose = () => {
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 5000);
    };
  };

  const obey = (message) => {
    if (message.command === "reload" && !exchange(message.stylesheets || [], message.build)) location.reload();
    if (message.bar) renew(message.bar);
    build = message.build || build;
  };

  // Whether a style sheet, or one that it imports, is among those that have changed.
  const uses = ({ href, cssRules }, changed) =>
    changed.includes(new URL(href).pathname) ||
    [...cssRules].some((rule) => rule.styleSheet && uses(rule.styleSheet, changed));

  // Puts each new style sheet beside the one it replaces, which goes once the new one is there.
  const exchange = (changed, name) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (!link.sheet || !uses(link.sheet, changed)) continue;
      const newer = link.cloneNode();
      newer.href = `${new URL(link.href).pathname}?${name}`;
      newer.onload = () => link.remove();
      newer.onerror = () => location.reload();
      link.after(newer);
    }
    return changed.length > 0;
  };

  const renew = (html) => {
    if (!inside) return;
    const isOpen = inside.querySelector(".bar details").open;
    inside.innerHTML = html;
    inside.querySelector(".bar details").open = isOpen;
  };

  connect();
}
