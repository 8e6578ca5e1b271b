"""A paper as the portals of governments show it: the site's own lines around it are not the paper's."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.papers.drafts.draft import Draft
from docgen.papers.drafts.reading import read_draft

TITLE = "关于做好重点项目建设工作的通知"
PAGE = f"""<html><head><meta charset="gb2312"><title>{TITLE}_栾川县人民政府门户网站</title></head><body>
<div><a href="/">首页</a> &gt; 通知公告</div><h1>{TITLE}</h1><div><span>发布时间：2021-04-06</span> 字体：【大 中 小】</div>
<p style="text-align:center"><span><font face="小标宋">栾川县人民政府</font></span></p>
<p align="center"><font size="5">{TITLE}</font></p><p style="TEXT-ALIGN: center">栾政〔2021〕15号</p><p>&nbsp;</p>
<p><span>各乡镇人民政府，</span><span>县直各单位：</span></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;<span>为做好工作，</span><font>现通知如下：</font></p>
<p>　　<strong>一、总体要求</strong></p><p>　　坚持项目为王。<br><br>　　<b>二、工作要求</b></p><p><span>（一）</span>加强领导。</p>
<table><tr><td align="center"><p style="text-align:center">单位</p></td><td>投资</td></tr><tr><td>甲</td><td>100</td></tr></table>
<p align="right">栾川县人民政府</p><p align="right">2021年4月6日</p><p>（此件公开发布）</p>
<p>附件：<a href="/a.xlsx">重点项目清单.xlsx</a></p>
<div>主办：栾川县人民政府办公室　ICP备12345号<br>扫一扫在手机打开当前页</div></body></html>"""


def read(folder: Path, page: str) -> Draft:
    (folder / "稿.html").write_bytes(page.encode("gb18030"))
    return read_draft(folder / "稿.html")


def told(draft: Draft) -> str:
    return "\n".join(map(str, draft.reminders))


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return read(tmp_path, PAGE)


def test_head_and_end_are_the_papers_own(draft: Draft):
    assert (draft.title, draft.number) == (f"栾川县人民政府{TITLE}", "栾政〔2021〕15号")
    assert (draft.issuers, str(draft.date), draft.note) == (("栾川县人民政府",), "2021-04-06", "此件公开发布")
    assert [annex.title for annex in draft.annexes] == ["重点项目清单"]


def test_the_text_is_what_stands_between_and_a_cells_place_is_no_word(draft: Draft):
    assert [(block.level, block.text) for block in draft.blocks] == [
        (0, "为做好工作，现通知如下："), (1, "总体要求"), (0, "坚持项目为王。"), (1, "工作要求"), (2, "加强领导。"), (0, "单位"),
    ]  # fmt: skip


def test_what_is_the_sites_own_is_told(draft: Draft):
    for words in ("首页 > 通知公告", "发布时间", "主办：", "扫一扫"):
        assert words in told(draft), words


def test_a_page_called_by_its_kind_alone_has_the_title_that_its_text_has(tmp_path: Path):
    page = f"<html><head><meta charset=gbk><title>通知</title></head><body><div>{TITLE}</div><div>各乡镇：</div><div>请报送。</div></body></html>"
    assert read(tmp_path, page).title == TITLE


def test_a_page_without_a_line_that_reads_like_a_title_is_called_as_it_says_without_the_sites_name(tmp_path: Path):
    page = f"<html><head><meta charset=gbk><title>{TITLE} - 栾川县政府网</title></head><body><p>请报送。</p></body></html>"
    assert read(tmp_path, page).title == TITLE


def test_a_centred_line_within_the_text_is_a_line(tmp_path: Path):
    page = f"<html><head><meta charset=gbk></head><body>{TITLE}<br>各乡镇：<br>请报送。<br><center>第一章</center>完。</body></html>"
    assert [block.text for block in read(tmp_path, page).blocks] == ["请报送。", "第一章", "完。"]
