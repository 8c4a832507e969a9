// Markdown goes straight to markdown-it, without a template language before it.
export default function () {
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: false,
  };
}
