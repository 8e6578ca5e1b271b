"""Templates that ask for what they should not are stopped; honest ones never notice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from docgen.engine.sandbox import BrokenTag, environment
from tests.engine.attacks import ATTACKS, MEMORY, REACHED, SECONDS
from tests.support.office import ROOT


@pytest.fixture(scope="module")
def reports() -> dict[str, dict]:
    """What became of each attack, every one in a process of its own."""
    names = json.dumps(list(ATTACKS))
    command = [sys.executable, "-m", "tests.engine.attacks"]
    done = subprocess.run(command, cwd=ROOT, input=names, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestAttacks:
    @pytest.mark.parametrize("name", ATTACKS)
    def test_is_refused_in_chinese_within_bounds(self, reports: dict[str, dict], name: str):
        report = reports[name]
        assert ATTACKS[name][1] in report["said"] and REACHED not in report["said"]
        assert report["seconds"] <= SECONDS
        assert report["bytes"] <= MEMORY


def printed(template: str, **context: object) -> str:
    return environment().from_string(template).render(**context)


class TestHonestTemplates:
    @pytest.mark.parametrize(
        ("template", "text"),
        [
            ("{{ '%.1f' % 3.14159 }}", "3.1"),
            ("{{ '%s年%02d月'|format(2021, 3) }}", "2021年03月"),
            ("{{ '{:,.2f}万元'.format(12345.6) }}", "12,345.60万元"),
            ("{{ '{0[name]}'.format(row) }}", "甲"),
            ("{{ '—' * 20 }}", "—" * 20),
            ("{{ (1 + 2) * 3 ** 2 % 4 }}", "3"),
            ("{{ 2 ** 0.5 }}", str(2**0.5)),
            ("{{ ['甲', '乙']|join('、') }}", "甲、乙"),
            ("{{ rows|map(attribute='name')|join('、') }}", "甲、乙"),
            ("{{ rows|sort(attribute='name', reverse=true)|map(attribute='name')|first }}", "甲"),
            ("{% for unit, found in rows|groupby('unit') %}{{ unit }}{{ found|length }}{% endfor %}", "县2"),
            ("{% for pair in rows|batch(2) %}{{ pair|length }}{% endfor %}", "2"),
            ("{{ rows|sum(attribute='plan') }}", "3"),
            ("{{ row.name.replace('甲', '乙').center(3, '-') }}", "-乙-"),
            ("{{ d.get('丙', '无') }}", "无"),
            ("{% for key, value in d.items() %}{{ key }}{{ value }}{% endfor %}", "甲1"),
            ("{{ when.strftime('%Y-%m-%d') }}", "2021-03-31"),
            ("{% for r in rows %}{{ loop.index }}/{{ loop.length }}{{ '' if loop.last else '；' }}{% endfor %}", "1/2；2/2"),
            ("{% for r in rows recursive %}{{ r.name }}{{ loop(r.parts or []) }}{% endfor %}", "甲丙乙"),
            ("{% macro m(n) %}{{ n }}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "3210"),
            ("{% set ns = namespace(n=0) %}{% for r in rows %}{% set ns.n = ns.n + r.plan %}{% endfor %}{{ ns.n }}", "3"),
            ("{% set b %}{{ row.name }}项目{% endset %}{{ b }}", "甲项目"),
            ("{{ [1, [2, 3]] }}", "[1, [2, 3]]"),
            ("{{ rows == rows and row.name in ('甲', '乙') }}", "True"),
            ("{{ '甲乙丙'[1:] ~ rows[:1]|length }}", "乙丙1"),
            ("{{ nothing }}", ""),
            ("{{ 12.345|round(1) }}", "12.3"),
            ("{{ '<甲&乙>' }}", "&lt;甲&amp;乙&gt;"),
        ],
    )
    def test_prints(self, template: str, text: str):
        from datetime import date

        rows = [
            {"name": "甲", "unit": "县", "plan": 1, "parts": [{"name": "丙", "parts": None}]},
            {"name": "乙", "unit": "县", "plan": 2, "parts": None},
        ]
        if "reverse" in template:
            text = "甲"
        assert printed(template, rows=rows, row=rows[0], d={"甲": 1}, when=date(2021, 3, 31), nothing=None) == text

    def test_a_large_table_passes(self):
        rows = [{f"c{n}": f"第{n}栏" for n in range(10)} for _ in range(50_000)]
        text = printed("{% for r in rows %}{% for k in r %}{{ r[k] }}{% endfor %}{% endfor %}", rows=rows)
        assert len(text) == 50_000 * 30

    def test_more_rows_are_given_more_time_and_text(self):
        rows = [{"name": "项目" * 20}] * 50_000
        line = "".join(f"{{{{ r.name ~ '{n}' }}}}" for n in range(12))
        assert len(printed(f"{{% for r in rows %}}{line}{{% endfor %}}", rows=rows)) > 24_000_000

    def test_one_rendering_takes_nothing_from_the_next(self):
        template = environment().from_string("{% for i in range(90000) %}{% set x = 'x' * 200 %}{% endfor %}{{ n }}")
        assert [template.render(n=n) for n in range(3)] == ["0", "1", "2"]


class TestNames:
    def test_the_nearest_name_is_told(self):
        with pytest.raises(BrokenTag, match="是否为“name”"):
            printed("{{ row.nmae }}", row={"name": "甲", "unit": "乙"})

    def test_a_filter_that_is_not_there(self):
        from jinja2 import TemplateError

        from docgen.engine.sandbox import said

        with pytest.raises(TemplateError) as caught:
            printed("{{ x|万元 }}", x=1)
        assert "没有“万元”这个过滤器" in said(caught.value)
