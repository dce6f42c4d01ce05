// All words of the page. What an error says comes from the core, already whole.

export const words = {
  program: "自评",
  subject: "部门整体支出绩效自评",
  unreachable: "窗口与程序之间的联系断了，请关闭窗口后重新打开。",
  pageFailed: "窗口显示出错，档案没有改动，请关闭窗口后重新打开。",

  noWorkbook: "这台电脑上还没有自评档案，可以先打开示例，看看做好的自评是什么样。",
  notOpened: "档案没有打开",
  openSample: "打开示例",
  tryAgain: "重试",

  blank: "—",
  year: "年度",
  yearOf: (year) => `${year}年度`,
  readOnly: "只读查看",
  sampleNote: "示例单位和数字供练习用，不能报送",
  draftNote: "还有错误、未评指标或正文缺口，打印件标“草稿”",

  totalScore: "总分",
  outOf: (full) => `满分 ${full}`,
  notScored: "未评完",
  grade: "等次",
  missingCount: "缺项",
  items: (count) => `${count} 项`,
  findingCount: "核对",
  nothingFound: "未发现问题",
  findingsOf: (word, count) => `${word} ${count}`,

  sections: "自评内容",
  scores: "得分",
  figures: "数据",
  missing: "缺项",
  findings: "核对",

  scoreTable: "附件2 各项指标的得分",
  indicator: "指标",
  fullScore: "分值",
  score: "得分",
  working: "计算过程",
  reason: "扣分原因",
  total: "合计",
  unscored: "未评",
  path: (path) => path.join(" · "),

  figureTable: "全部数据项",
  figure: "数据项",
  value: "数值",
  unit: "单位",
  origin: "来源",
  origins: { blank: "未填", entered: "填写", worked_out: "计算" },

  nothingMissing: "没有缺项，该填的都填了。",
  missingKinds: {
    figure: "要填的数据",
    indicator: "还不能评分的指标",
    chapter: "没有内容的章节",
    prompt: "还没有改写的提示语",
    reference: "正文引用了、但还空着的数据",
  },
  headingOf: (label, count) => `${label}（${count}）`,

  nothingDisagrees: "没有发现对不上的地方。",
};
