"""Templates that ask for more than they should, each with a word of the message that refuses it.

Run as a program it renders those that are named on its input, each in a process of its own under limits, and prints as
JSON what became of them.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time

from docgen.engine.sandbox import BrokenTag, Limits, environment

MEMORY = 300 * 2**20
SECONDS = 3

_GROWING = "{%% set ns = namespace(x=%s) %%}{%% for i in range(200) %%}{%% set ns.x = %s %%}{%% endfor %%}{{ ns.x }}"
_STRING = "'一二三四五六七八九十' * 10000"

ATTACKS: dict[str, tuple[str, str]] = {
    # the way out
    "类": ("{{ x.__class__ }}", "不允许"),
    "父类": ("{{ x.__class__.mro()[1].__subclasses__() }}", "不允许"),
    "方括号": ("{{ x['__class__'] }}", "不允许"),
    "全局变量": ("{{ method.__func__.__globals__ }}", "不允许"),
    "全局变量（过滤器）": ("{{ x|attr('__class__') }}", "不允许"),
    "全局变量（逐个取）": ("{{ [x]|map(attribute='__class__')|list }}", "不允许"),
    "排序的键": ("{{ [x]|sort(attribute='__class__') }}", "不允许"),
    "格式串": ("{{ '{0.__class__}'.format(x) }}", "不允许"),
    "格式串（映射）": ("{{ '{x.__class__}'.format_map({'x': x}) }}", "不允许"),
    "格式串（过滤器）": ("{{ ('{0.__class__}'|string).format(x) }}", "不允许"),
    "循环的内部": ("{% for i in rows %}{{ loop._iterator }}{% endfor %}", "不允许"),
    "宏的内部": ("{% macro m() %}{% endmacro %}{{ m._func }}", "不允许"),
    "自身": ("{{ self._TemplateReference__context }}", "不允许"),
    "方法的内部": ("{{ method.im_func }}", "没有“im_func”"),
    "改列表": ("{{ rows.append(1) }}", "不允许"),
    "改字典": ("{{ d.update({'a': 1}) }}", "不允许"),
    "引入": ("{% include 'C:/x.docx' %}", "引用别的文件"),
    "导入": ("{% import 'x' as y %}", "引用别的文件"),
    "单项导入": ("{% from 'x' import y %}", "引用别的文件"),
    "继承": ("{% extends 'x' %}", "引用别的文件"),
    # texts
    "重复": ("{{ 'x' * 10**9 }}", "过大"),
    "重复列表": ("{{ [1] * 10**9 }}", "过大"),
    "反着重复": ("{{ 10**9 * 'x' }}", "过大"),
    "百分号": ("{{ '%1000000000d' % 1 }}", "过大"),
    "百分号（精度）": ("{{ '%.1000000000f' % 1.5 }}", "过大"),
    "百分号（星号）": ("{{ '%*d' % (10**9, 1) }}", "过大"),
    "格式过滤器": ('{{ "%1000000000d"|format(1) }}', "过大"),
    "格式过滤器（具名）": ("{{ ('%(a)s' * 50000)|format(a='x' * 400000) }}", "过大"),
    "格式的宽度": ("{{ '{:1000000000}'.format(1) }}", "过大"),
    "格式的宽度（嵌套）": ("{{ '{:{w}}'.format(1, w=10**9) }}", "过大"),
    "许多宽度": ("{{ ('{:9999}' * 60000).format(*range(60000)) }}", "过大"),
    "居中": ("{{ x|center(10**9) }}", "过大"),
    "居中（方法）": ("{{ x.center(10**9) }}", "过大"),
    "补零": ("{{ x.zfill(10**9) }}", "过大"),
    "缩进": ("{{ ('a\\n' * 10000)|indent(100000) }}", "过大"),
    "分批补齐": ("{{ [1]|batch(10**9, 0)|list }}", "过大"),
    "分片": ("{{ [1]|slice(10**9)|list }}", "过大"),
    "折行": ("{{ ('a ' * 9000)|wordwrap(1, wrapstring='x' * 400000) }}", "过大"),
    "替换": ("{{ ('a' * 100000)|replace('a', 'b' * 100000) }}", "过大"),
    "替换（方法）": ("{{ ('a' * 100000).replace('', 'b' * 100000) }}", "过大"),
    "制表": ("{{ ('\\t' * 100000).expandtabs(100000) }}", "不允许"),
    "翻译": ("{{ ('a' * 100000).translate({97: 'b' * 100000}) }}", "不允许"),
    "编码": ("{{ (1).to_bytes(10**9, 'big') }}", "不允许"),
    "连接": ("{{ (['x' * 100000] * 50000)|join }}", "过大"),
    "连接（方法）": ("{{ ('x' * 100000).join(rows|map(attribute='name')|list * 1000) }}", "过大"),
    "拼接翻倍": (_GROWING % ("'ab'", "ns.x ~ ns.x"), "过大"),
    "相加翻倍": (_GROWING % ("'ab'", "ns.x + ns.x"), "过大"),
    "列表翻倍": (_GROWING % ("[1]", "ns.x + ns.x"), "过大"),
    "替换翻倍": (_GROWING % ("'ab'", "ns.x|replace('a', 'aab')"), "过大"),
    "块翻倍": (
        "{% set ns = namespace(x='ab') %}{% for i in range(200) %}{% set b %}{{ ns.x }}{{ ns.x }}{% endset %}"
        "{% set ns.x = b %}{% endfor %}{{ ns.x }}",
        "过大",
    ),
    "宏翻倍": (
        "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{% set ns = namespace(x='ab') %}"
        "{% for i in range(200) %}{% set ns.x = m(ns.x) %}{% endfor %}{{ ns.x }}",
        "过大",
    ),
    "过滤块翻倍": (
        "{% set ns = namespace(x='ab') %}{% for i in range(200) %}{% set b %}{% filter upper %}{{ ns.x }}{{ ns.x }}"
        "{% endfilter %}{% endset %}{% set ns.x = b %}{% endfor %}",
        "过大",
    ),
    "积攒长文字": (
        f"{{% set ns = namespace(x=[]) %}}{{% for i in range(90000) %}}{{% set ns.x = [ns.x, {_STRING} ~ i] %}}{{% endfor %}}",
        "过大",
    ),
    "积攒切片": (
        f"{{% set s = {_STRING} %}}{{% set ns = namespace(x=[]) %}}"
        "{% for i in range(90000) %}{% set ns.x = [ns.x, s[1:]] %}{% endfor %}",
        "过大",
    ),
    "积攒大写": (
        f"{{% set s = {_STRING} %}}{{% set ns = namespace(x=[]) %}}"
        "{% for i in range(90000) %}{% set ns.x = [ns.x, s.upper()] %}{% endfor %}",
        "过大",
    ),
    "许多长值并排": (f"{{% set s = {_STRING} * 4 %}}" + "{{ s }}" * 4900, "过大"),
    "许多长段并排": (f"{{% set s = {_STRING} * 4 %}}" + "\n".join(["{{ s }}"] * 4900), "过久"),
    "积攒小列表": (
        "{% set ns = namespace(x=[]) %}{% for i in range(90000) %}{% for j in range(90000) %}"
        "{% set ns.x = [ns.x, j] %}{% endfor %}{% endfor %}",
        "过大",
    ),
    "积攒小字典": (
        "{% set ns = namespace(x={}) %}{% for i in range(90000) %}{% for j in range(90000) %}"
        "{% set ns.x = {'x': ns.x} %}{% endfor %}{% endfor %}",
        "过大",
    ),
    "积攒大写的列表": (
        "{% set s = 'ab' * 90 %}{% set ns = namespace(x=[]) %}{% for i in range(90000) %}"
        "{% set ns.x = [ns.x, ([s] * 1000)|map('upper')|list] %}{% endfor %}",
        "过",
    ),
    "列表套列表": (_GROWING % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（转文字）": (_GROWING.replace("{{ ns.x }}", "{{ ns.x|string }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（拼接）": (_GROWING.replace("{{ ns.x }}", "{{ ns.x ~ '' }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（JSON）": (_GROWING.replace("{{ ns.x }}", "{{ ns.x|tojson }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（打印）": (_GROWING.replace("{{ ns.x }}", "{{ ns.x|pprint }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（连接）": (_GROWING.replace("{{ ns.x }}", "{{ [ns.x]|join }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（百分号）": (_GROWING.replace("{{ ns.x }}", "{{ '%%s' %% (ns.x,) }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（格式）": (_GROWING.replace("{{ ns.x }}", "{{ '{}'.format(ns.x) }}") % ("[]", "[ns.x, ns.x]"), "过大"),
    "列表套列表（比较）": (
        "{% set ns = namespace(x=[], y=[]) %}{% for i in range(200) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}"
        "{% endfor %}{% if ns.x == ns.y %}是{% endif %}",
        "过大",
    ),
    "元组套元组（作键）": (_GROWING.replace("{{ ns.x }}", "{{ {ns.x: 1}|length }}") % ("()", "(ns.x, ns.x)"), "过大"),
    "元组套元组（取值）": (_GROWING.replace("{{ ns.x }}", "{{ d[ns.x] }}") % ("()", "(ns.x, ns.x)"), "过大"),
    "元组套元组（去重）": (_GROWING.replace("{{ ns.x }}", "{{ [ns.x]|unique|list|length }}") % ("()", "(ns.x, ns.x)"), "过大"),
    "自己套自己": ("{% set ns = namespace() %}{% set ns.x = ns %}{% set ns.y = [ns, ns] %}{{ ns.y }}", "过"),
    # numbers
    "乘方": ("{{ 10 ** (10 ** 8) }}", "过大"),
    "乘方的乘方": ("{{ (9 ** 999) ** 999 }}", "过大"),
    "连乘": (_GROWING % ("10", "ns.x * ns.x"), "过大"),
    "小数位": ("{{ 1.5|round(10**8, 'ceil') }}", "过大"),
    # time
    "双重循环": ("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", "过久"),
    "双重循环（有内容）": ("{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{{ j }}{% endfor %}{% endfor %}", "过大"),
    "多重循环（数据）": (
        "".join(f"{{% for r{n} in rows %}}" for n in range(8)) + "{{ r7.name }}" + "{% endfor %}" * 8,
        "过久",
    ),
    "带条件的循环": ("{% for i in range(100000) %}{% for j in range(100000) if j < 0 %}{% endfor %}{% endfor %}", "过久"),
    "用长度的循环": ("{% for i in range(100000) %}{% for j in range(100000) %}{{ loop.index }}{% endfor %}{% endfor %}", "过久"),
    "循环里排序": ("{% for i in range(100000) %}{% set x = range(100000)|sort|list %}{% endfor %}", "过"),
    "循环里求和": ("{% for i in range(100000) %}{% set x = range(100000)|sum %}{% endfor %}", "过"),
    "循环里查找": ("{% set l = range(100000)|list %}{% for i in range(100000) %}{% if 'x' in l %}{% endif %}{% endfor %}", "过久"),
    "无穷的数据": ("{% for i in endless %}{% endfor %}", "过久"),
    "无穷的列表": ("{{ endless|list }}", "过大"),
    "无穷的连接": ("{{ endless|map('string')|join }}", "过"),
    "无穷的求和": ("{{ endless|sum }}", "过大"),
    "无穷的轮换": ("{% for x in cycler(1, 2) %}{% endfor %}", "无法计算"),
    "大范围": ("{% for i in range(10**9) %}{% endfor %}", "过大"),
    # calls without end
    "递归的宏": ("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}", "过深"),
    "递归的宏（翻倍）": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "过久",
    ),
    "互相递归的宏": ("{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}", "过深"),
    "递归的循环": ("{% for i in rows recursive %}{{ loop(rows) }}{% endfor %}", "过"),
    "递归的块": ("{% block b %}{{ self.b() }}{% endblock %}", "过深"),
    "递归的调用块": (
        "{% macro m() %}{% call k() %}{% endcall %}{% endmacro %}{% macro k() %}{{ caller() }}{{ m() }}{% endmacro %}{{ m() }}",
        "过深",
    ),
    # by chance
    "随机": ("{{ rows|random }}", "没有“random”"),
    "假文": ("{{ lipsum(n=10**6) }}", "没有“lipsum”"),
    # shapes that break parsers
    "深括号": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "过深"),
    "深方括号": ("{{ " + "[" * 150 + "]" * 150 + " }}", "过深"),
    "许多否定": ("{{ " + "not " * 5000 + "1 }}", "过深"),
    "长加法": ("{{ " + "1+" * 20000 + "1 }}", "过深"),
    "长过滤链": ("{{ x" + "|upper" * 5000 + " }}", "过深"),
    "长属性链": ("{{ x" + ".a" * 5000 + " }}", "过深"),
    "深循环": ("{% for a in rows %}" * 60 + "{% endfor %}" * 60, "过深"),
    "深条件": ("{% if x %}" * 300 + "{% endif %}" * 300, "过深"),
    "许多标记": ("{{ x }}" * 100_000, "过多"),
    # patterns
    "网址": ("{{ ('a.' * 100000)|urlize }}", "过大"),
    "去标签": ("{{ ('<' * 400000)|striptags }}", "过大"),
}

REACHED = "生成了文件"
_WHOLE = ("许多长段并排", "递归的宏（翻倍）")
"""Of those that are stopped by the clock, the ones that are given the engine's own time; the rest get less."""
_SHORTER = Limits(seconds=0.3)


def _report(name: str) -> dict[str, object]:
    """Render one attack here; never returns what it made."""
    from itertools import count

    from docgen.engine.compiled import compile_template
    from docgen.problem import DocgenError
    from tests.engine.packages import docx

    class Office:
        def method(self) -> None: ...

    context = {"x": "甲", "rows": [{"name": f"项目{n}"} for n in range(72)], "d": {"甲": 1}, "method": Office().method, "endless": count()}
    template, word = ATTACKS[name]
    try:
        if word == "过久" and name not in _WHOLE:
            environment(limits=_SHORTER).from_string(template).render(context)
        else:
            compile_template(docx(*template.split("\n"))).render(context)
        said = REACHED
    except BrokenTag as error:
        said = str(error)
    except DocgenError as error:
        said = "；".join([str(error), *(problem.message for problem in error.problems)])
    return {"said": said}


def _apart(name: str) -> dict[str, object]:
    """The report of a child under limits, with the seconds of processor time and the bytes that it took."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        before = time.process_time()
        try:
            report = _report(name)
        except BaseException as error:
            report = {"said": f"{type(error).__name__}: {error}"[:300]}
        report["seconds"] = time.process_time() - before
        report["bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        os.write(writing, json.dumps(report).encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(told) if told else {"said": f"进程被终止（{status}）", "seconds": 30.0, "bytes": 0}


def main() -> None:
    import docgen.engine.compiled
    from tests.engine.packages import docx

    docgen.engine.compiled.compile_template(docx("{{ x }}")).render({"x": 1})  # what is imported late is imported now
    print(json.dumps({name: _apart(name) for name in json.load(sys.stdin)}))


if __name__ == "__main__":
    main()
