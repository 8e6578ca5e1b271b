"""What is wrong with an input, told with its place, and the error that stops a command."""

from __future__ import annotations

import errno
from dataclasses import asdict, dataclass

ERROR = "错误"
REMINDER = "提醒"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    ``level`` is ``错误`` (the input is refused) or ``提醒`` (it is taken, a person should look).
    ``cell`` is an A1 reference or empty; ``message`` says what was found and what is wanted.
    """

    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    level: str = ERROR

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.sheet, self.cell) if part)
        return f"{place}：{self.message}" if place else self.message

    def as_json(self) -> dict[str, str]:
        return asdict(self)


class DocgenError(Exception):
    """A command cannot do what was asked; its text is one clear Chinese message.

    ``problems`` holds the single findings when there are several (a workbook with three bad cells).
    The command line prints it and exits with 2; nothing has been changed when it is raised.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


_REASONS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限，或文件正被别的程序打开",
    errno.EPERM: "系统不允许",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "所在磁盘为只读",
    errno.ENAMETOOLONG: "路径过长",
    errno.ELOOP: "路径中的链接互相指向",
    errno.EBUSY: "正被别的程序使用",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件过多",
    errno.ENOMEM: "内存不足",
    errno.ENOTEMPTY: "文件夹不是空的",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese; its number where there is no word for it."""
    return _REASONS.get(error.errno or 0) or f"系统错误 {error.errno or type(error).__name__}"
