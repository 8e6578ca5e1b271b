"""Drafts of the formats that no ledger gives rise to, and of the annexes that a circular does not have."""

FOLDOUT = """---
title: 关于核对在建项目情况的通知
number: 平湛政办〔2021〕10号
date: 2021-04-08
annexes: [{table: 在建项目进展情况表, paper: A3}]
---
请核对附表所列各项。
"""
"""Its table folds out on A3."""

BACK = """---
title: 关于报送联系人的通知
number: 平湛政办〔2021〕11号
date: 2021-04-08
annexes: [{title: 联系表, file: 联系表.md}]
copies: [区委办公室]
---
请报送联系人。
"""
ANNEX = "\n".join(f"第{number}项。" for number in range(1, 18))
"""Fills the second page: the imprint on an even page needs a blank page before it."""

DRAFTS = {
    "upward": """---
title: 关于恳请支持湛河区2021年重点项目建设用地指标的请示
issuers: [湛河区人民政府]
number: 平湛政〔2021〕12号
addressees: [市人民政府]
date: 2021-04-08
signers: [张三, 李小四, 王五]
copy_number: "000012"
secrecy: 机密★1年
urgency: 特急
note: （联系人：王主任，电话：5550100）
copies: [市自然资源和规划局]
sign_off: 不加盖印章
---
今年以来，我区坚持把重点项目建设作为经济工作的主抓手，全力以赴抓推进、保要素、促落实。现将有关情况请示如下。

# 基本情况
全区共有重点项目88个，总投资220.5亿元。“十四五”开局之年，各项工作进展顺利——但用地指标仍然不足。

## 存在问题
部分项目用地指标尚未落实。

### 指标缺口
缺口为1200亩。

#### 原因分析
历年结转指标不足。

# 恳请事项
恳请市政府在安排年度用地指标时给予倾斜支持。

妥否，请批示。
""",
    "joint": """---
title: 关于进一步健全完善重点项目建设推进机制加快推动项目开工建设和竣工投产的实施意见
issuers: [中共湛河区委员会, 湛河区人民政府, 湛河区人大常委会]
number: 平湛发〔2021〕3号
addressees: [各乡镇党委, 各街道党工委, 区直各单位]
date: 2021-04-08
note: 此件公开发布
copies: [市委办公室, 市政府办公室]
---
为加快推进重点项目建设，现提出如下意见。

# 总体要求
坚持项目为王，把重点项目建设作为检验各级各部门作风和能力的主战场，统筹推进谋划、开工、建设、投产各个环节的工作。
""",
    "sealed": """---
title: 关于印发湛河区重点项目考核办法的通知
issuers: [湛河区人民政府, 中共湛河区委员会]
number: 平湛政〔2021〕15号
addressees: [各乡镇人民政府]
date: 2021-04-08
seals: [seal.png, seal.png]
---
现将《湛河区重点项目考核办法》印发给你们，请认真组织实施。
""",
    "minutes": """---
title: 研究重点项目建设有关问题
format: 纪要
issuers: [湛河区人民政府]
number: 第3期
date: 2021-04-08
present: [张三, 李四, 王小五, 赵六, 孙七, 周八, 吴九, 郑十, 陈一一]
absent: [钱一]
attending: [马二, 牛三]
copies: [市委办公室]
---
2021年4月8日，区长张三主持召开会议，研究重点项目建设有关问题。纪要如下：

# 会议议定事项
由区发展改革委牵头办理。
""",
    "order": """---
format: 命令
title: 命令
issuers: [湛河区人民政府]
number: 第5号
date: 2021-04-08
office: 区长
signed_by: 张三
---
《湛河区重点项目建设管理办法》已经区政府常务会议通过，现予公布，自2021年5月1日起施行。
""",
    "briefing": """---
format: 简报
title: 湛河区重点项目建设工作取得新进展
series: 湛河区重点项目建设简报
issue: 3
compiled_by: 湛河区重点项目建设指挥部办公室
date: 2021-04-08
reports_to: [区委书记, 区长]
sends_to: [区四大家领导]
distributes: [各乡镇, 区直各单位]
printed: 60
---
今年以来，全区重点项目建设扎实推进。

# 主要做法
各单位加强领导。
""",
    "reply": """---
format: 信函
title: 关于报送重点项目有关情况的函
issuers: [湛河区人民政府办公室]
number: 平湛政办函〔2021〕7号
addressees: [市发展和改革委员会]
date: 2021-04-08
urgency: 加急
secrecy: 秘密★6个月
copies: [市自然资源和规划局, 市生态环境局]
---
贵委来函收悉，现将有关情况函复如下。

# 进展
项目进展顺利。
""",
}
