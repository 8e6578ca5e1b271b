"""pandoc as a guest: a document read into its syntax tree, without a network, within limits of time and memory.

pandoc is a program of its own (the wheel pypandoc_binary brings it); docgen runs it and reads its JSON.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docgen.problem import DocgenError

Tree = dict[str, Any]
"""What pandoc answers: ``meta`` and ``blocks``, each element ``{"t": name, "c": content}``."""

_SECONDS = 20
_HEAP = "-M1024M"
_ANSWER_LIMIT = 256 * 2**20

_MARKDOWN = "markdown" + "".join(
    f"-{off}"
    for off in (
        "smart", "yaml_metadata_block", "pandoc_title_block", "raw_html", "raw_tex", "raw_attribute", "tex_math_dollars",
        "latex_macros", "citations", "fancy_lists", "example_lists", "definition_lists", "blank_before_header",
        "space_in_atx_header", "header_attributes", "auto_identifiers", "implicit_header_references", "native_divs",
        "native_spans", "fenced_divs", "line_blocks", "subscript", "superscript", "inline_notes",
        "blank_before_blockquote", "link_attributes", "fenced_code_attributes", "inline_code_attributes",
        "table_attributes",
    )
) + "+lists_without_preceding_blankline"  # fmt: skip
"""Markdown as a clerk writes it: signs that mean something to authors of books (``$ @ ~ ^ |``) are plain text."""
READERS = {
    "markdown": _MARKDOWN,
    "docx": "docx",
    "odt": "odt",
    "html": "html-smart-raw_html-auto_identifiers",
    "rtf": "rtf",
}


def parse(content: bytes, kind: str, file: str) -> Tree:
    """The tree of a document of a ``kind`` of ``READERS``. Raises DocgenError when pandoc cannot read it within its limits."""
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document.{kind}"
        source.write_bytes(content)
        command = [_program(), "+RTS", _HEAP, "-RTS", "--sandbox", "--from", READERS[kind], "--to", "json", str(source)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, cwd=folder)
        except subprocess.TimeoutExpired:
            raise _unreadable(file, f"读取超过 {_SECONDS} 秒，已停止") from None
        except OSError:
            raise DocgenError("pandoc 无法运行，文稿没有读入：请重新安装 docgen（pip install --force-reinstall pypandoc-binary）") from None
    if done.returncode or len(done.stdout) > _ANSWER_LIMIT:
        raise _unreadable(file, "文件可能已损坏，或内容过于庞大")
    try:
        return json.loads(done.stdout)
    except (ValueError, RecursionError):
        raise _unreadable(file, "内容嵌套过深") from None


def _program() -> str:
    import pypandoc

    try:
        return pypandoc.get_pandoc_path()
    except OSError:
        raise DocgenError("找不到 pandoc，文稿没有读入：请安装 pypandoc-binary（pip install pypandoc-binary）") from None


def _unreadable(file: str, why: str) -> DocgenError:
    return DocgenError(f"{file} 无法读取：{why}。请用 Word 或 WPS 打开，另存为 .docx 后再试")
