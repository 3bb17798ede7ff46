"""Links that leave `docs` lead somewhere in the repository, and nowhere in the book: there they are shown as paths."""

import posixpath
import re

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown, page, **_):
    folder = posixpath.dirname(page.file.src_uri)

    def show(link):
        text, path = link.group(1), link.group(2)
        target = posixpath.normpath(posixpath.join("docs", folder, path))
        if "://" in path or target.startswith("docs/"):
            return link.group(0)
        return f"{text} (`{target}`)" if text.strip("`") != target else f"`{target}`"

    return LINK.sub(show, markdown)
