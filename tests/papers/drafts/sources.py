"""One rich draft in every form that a clerk may have it in."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

FRONT = """title: 关于开展重点项目集中攻坚的通知
number: 栾政办〔2021〕12号
addressees: [各乡镇人民政府, 县直有关单位]
date: 2021-04-06
issuers: [栾川县人民政府办公室]
annexes: [{title: 报送要求, file: 报送要求.md}, {title: 联系人名单}]
note: 此件公开发布
"""
BODY = """为加快项目建设，**经县政府同意**，现就有关事项通知如下：

# 总体要求

坚持项目为王，做到“四个到位”，占地面积按m^2^计。

## 明确目标。全年完成投资**不低于百分之百**。

### 节点到人

逐项倒排工期，[责任到人]{.underline}。（县工信局牵头，各乡镇人民政府负责）

# 重点任务

抓好以下工作：

1. 手续办理。用地、环评、规划一并推进。
2. 征地拆迁。
   1. 签订协议；
   2. 兑付到位。
3. 施工组织。

各单位进展如下表：

+--------+---------------+--------+
| 单位   | 投资          | 备注   |
|        +-------+-------+        |
|        | 计划  | 完成  |        |
+========+=======+=======+========+
| 栾川乡 | 1200  | 800.5 | 滞后   |
+--------+-------+-------+        |
| 陶湾镇 | 300   | 300   |        |
+--------+-------+-------+--------+

: 各乡镇投资完成情况

![图1 投资曲线](曲线.png)

# 工作要求

加强领导，落实责任。
"""
ANNEX = "# 报送时间\n\n每月二十五日前。\n\n| 表名 | 时间 |\n|---|---|\n| 月报 | 22日 |\n\n![图1 样式](曲线.png)\n"


def picture() -> bytes:
    """A small PNG that says how large it is."""
    from PIL import Image

    made = io.BytesIO()
    Image.linear_gradient("L").resize((400, 200)).save(made, "PNG", dpi=(96, 96))
    return made.getvalue()


def write_all(folder: Path) -> dict[str, Path]:
    """The draft as Markdown, and what pandoc makes of it: .docx, .html, .odt, each with its front matter beside it."""
    (folder / "曲线.png").write_bytes(picture())
    (folder / "报送要求.md").write_text(ANNEX, encoding="utf-8")
    (folder / "body.md").write_text(BODY, encoding="utf-8")
    made = {"md": folder / "md" / "文稿.md"}
    for kind in ("docx", "html", "odt"):
        made[kind] = folder / kind / f"文稿.{kind}"
    for kind, path in made.items():
        path.parent.mkdir()
        (path.parent / "曲线.png").write_bytes(picture())
        (path.parent / "报送要求.md").write_text(ANNEX, encoding="utf-8")
        if kind == "md":
            # <u> is how a clerk underlines in Markdown
            text = BODY.replace("[责任到人]{.underline}", "<u>责任到人</u>").replace("m^2^", "m²")
            path.write_text(f"---\n{FRONT}---\n{text}", encoding="utf-8")
            continue
        path.with_suffix(".yaml").write_text(FRONT, encoding="utf-8")
        pandoc(folder, "body.md", path, BODY.replace("m^2^", "m²"))
    return made


def pandoc(folder: Path, name: str, path: Path, text: str) -> None:
    import pypandoc

    (folder / name).write_text(text, encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "-f", "markdown-smart", name, "-s", "-o", str(path), "-M", "title=关于开展重点项目集中攻坚的通知"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def by_hand(path: Path) -> Path:
    """The same draft as a clerk types it in Word: numbers typed, the title centred, sign-off at the end, no front matter."""
    document = Document()

    def line(text: str, *, centred: bool = False) -> None:
        paragraph = document.add_paragraph()
        # **bold** and __underlined__ words as runs of their own
        for index, piece in enumerate(text.replace("__", "**").split("**")):
            run = paragraph.add_run(piece)
            run.bold = True if index % 2 and "__" not in text else None
            run.underline = True if index % 2 and "__" in text else None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    line("栾政办〔2021〕12号", centred=True)
    line("关于开展重点项目", centred=True)
    line("集中攻坚的通知", centred=True)
    line("各乡镇人民政府，县直有关单位：")
    line("　　为加快项目建设，**经县政府同意**，现就有关事项通知如下：")
    line("　　一、总体要求")
    line("坚持项目为王，做到“四个到位”，占地面积按m²计。")
    line("(一)明确目标。全年完成投资**不低于百分之百**。")
    line("１．节点到人")
    line("逐项倒排工期，__责任到人__。（县工信局牵头，各乡镇人民政府负责）")
    line("二、重点任务")
    line("抓好以下工作：")
    line("1、手续办理。用地、环评、规划一并推进。")
    line("2、征地拆迁。")
    line("（1）签订协议；")
    line("（2）兑付到位。")
    line("3、施工组织。")
    line("各单位进展如下表：")
    line("各乡镇投资完成情况", centred=True)
    table = document.add_table(4, 4)
    for row, words in enumerate((("单位", "投资", "", "备注"), ("", "计划", "完成", ""), ("栾川乡", "1200", "800.5", "滞后"), ("陶湾镇", "300", "300", ""))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3)), ((2, 3), (3, 3))):
        whole = table.cell(*first).merge(table.cell(*last))
        whole.text = whole.text.strip()
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture()), width=Mm(106))
    line("图1 投资曲线", centred=True)
    line("三、工作要求")
    line("加强领导，落实责任。")
    line("附件：1.报送要求")
    line("2.联系人名单")
    line("栾川县人民政府办公室")
    line("2021年4月6日")
    line("（此件公开发布）")
    document.save(path)
    return path
