//! Rates by their names, as a table: what stands above the line and what below it. To teach the audit another rate, add it here.

/// Each rate with what stands above the line, what below it, and what stands above it where the rate is of the rest.
pub(super) const RATES: &[Rate] = &[
    Rate {
        name: "合格率",
        above: &["合格"],
        rest: &["不合格", "问题", "不达标"],
        below: &["抽检", "检测", "检验", "检查", "监测", "抽查", "送检", "抽样", "批次", "验收"],
    },
    Rate {
        name: "阴性率",
        above: &["阴性"],
        rest: &["阳性", "问题", "不合格", "异常"],
        below: &["检测", "抽检", "检验", "筛查", "采样", "快检"],
    },
    Rate {
        name: "阳性率", above: &["阳性"], rest: &["阴性"], below: &["检测", "抽检", "检验", "筛查", "采样"]
    },
    Rate {
        name: "达标率",
        above: &["达标"],
        rest: &["不达标", "超标"],
        below: &["检测", "监测", "检查", "考核", "抽查"],
    },
    Rate {
        name: "办结率",
        above: &["办结", "结案", "办理完毕"],
        rest: &["未办结"],
        below: &["受理", "立案", "收到", "接收", "交办", "登记"],
    },
    Rate {
        name: "付款率", above: &["支付", "付款", "已付"], rest: &[], below: &["合同", "应付", "中标"]
    },
    Rate {
        name: "支出进度", above: &["支出", "支付"], rest: &[], below: &["可用", "预算", "下达", "到位", "指标"]
    },
    Rate { name: "保障程度", above: &["安排", "到位", "落实"], rest: &[], below: &["需"] },
    Rate { name: "存贷比", above: &["贷款余额"], rest: &[], below: &["存款余额"] },
    Rate { name: "恩格尔系数", above: &["食品"], rest: &[], below: &["消费支出"] },
    Rate { name: "结案率", above: &["结案", "办结"], rest: &["未结案"], below: &["立案", "受理"] },
    Rate {
        name: "整改率",
        above: &["整改", "完成整改"],
        rest: &["未整改"],
        below: &["问题", "隐患", "发现", "排查", "责令"],
    },
    Rate {
        name: "整改完成率", above: &["整改"], rest: &["未整改"], below: &["问题", "隐患", "发现", "排查"]
    },
    Rate { name: "回收率", above: &["回收", "收回"], rest: &[], below: &["发放", "发出"] },
    Rate {
        name: "满意率",
        above: &["满意"],
        rest: &["不满意"],
        below: &["回收", "收回", "有效", "调查", "受访", "发放", "回访", "问卷"],
    },
    Rate {
        name: "满意度",
        above: &["满意"],
        rest: &["不满意"],
        below: &["回收", "收回", "有效", "调查", "受访", "发放", "回访", "问卷"],
    },
    Rate {
        name: "到位率", above: &["到位"], rest: &["未到位"], below: &["下达", "预算", "安排", "计划", "应"]
    },
    Rate {
        name: "支付率", above: &["支付", "支出"], rest: &[], below: &["到位", "下达", "预算", "安排"]
    },
    Rate {
        name: "支出率", above: &["支出", "支付"], rest: &[], below: &["到位", "下达", "预算", "安排", "收入"]
    },
    Rate {
        name: "执行率",
        above: &["执行", "支出", "决算", "完成", "支付", "使用", "实际"],
        rest: &["结余", "结转", "未"],
        below: &["预算", "下达", "安排", "计划", "指标", "资金", "调整"],
    },
    Rate {
        name: "完成率",
        above: &["完成", "实际", "决算", "支出", "执行", "实现"],
        rest: &["未完成"],
        below: &["计划", "目标", "预算", "任务", "应", "下达", "年初", "预计", "安排", "批复"],
    },
    Rate {
        name: "控制率",
        above: &["在职", "实际", "决算", "实有", "支出", "在编", "实际支出", "追加"],
        rest: &[],
        below: &["编制", "预算", "批复", "批准", "核定"],
    },
    Rate {
        name: "使用率", above: &["使用", "支出"], rest: &["闲置", "结余"], below: &["到位", "下达", "安排", "总"]
    },
    Rate { name: "覆盖率", above: &["覆盖"], rest: &["未覆盖"], below: &["共", "总", "全"] },
    Rate {
        name: "通过率",
        above: &["通过", "合格"],
        rest: &["未通过"],
        below: &["参加", "报名", "参考", "考试", "申报", "参训"],
    },
    Rate { name: "参与率", above: &["参加", "参与"], rest: &["未参加"], below: &["应", "共", "总"] },
    Rate {
        name: "公开率", above: &["公开", "公示"], rest: &["未公开"], below: &["应", "检查", "抽查", "共"]
    },
    Rate {
        name: "处理率", above: &["处理", "处置"], rest: &["未处理"], below: &["受理", "收到", "发现", "共"]
    },
    Rate { name: "成功率", above: &["成功"], rest: &["失败"], below: &["共", "调解", "受理"] },
    Rate {
        name: "节约率",
        above: &["节约", "节省"],
        rest: &[],
        below: &["预算", "计划", "估算", "控制价", "限价", "概算", "批复"],
    },
    Rate { name: "逾期率", above: &["逾期"], rest: &[], below: &["余额"] },
    Rate { name: "不良率", above: &["不良"], rest: &[], below: &["余额"] },
    Rate { name: "就业率", above: &["就业"], rest: &["未就业"], below: &["毕业", "培训", "共"] },
];

/// A rate by its name.
pub(super) struct Rate {
    pub(super) name: &'static str,
    pub(super) above: &'static [&'static str],
    pub(super) rest: &'static [&'static str],
    pub(super) below: &'static [&'static str],
}
