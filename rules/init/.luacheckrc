-- For luacheck: the words of vikt's rule language, and the part of Lua's own library that a rule file may use.
return {
  stds = {
    vikt = {
      read_globals = {
        -- statements
        "action", "criterion", "database", "field", "group", "measure", "profile", "remove", "rule", "scheme", "source",
        "sources", "test",
        -- scales, measures, schemes, axes and splits
        "above", "at_least", "at_most", "bands", "below", "between", "by_cumulative_share", "by_rank", "by_rank_share",
        "by_score", "by_value", "count_positive", "days_since", "decision_table", "difference", "evenness", "growth",
        "is_not", "linear", "lookup", "matrix", "median", "mix", "one_of", "percentile", "points", "quantiles", "rating", "ratio", "rest",
        "scaled", "share", "share_bands", "sum", "symmetric_growth", "value",
        -- functions
        "assert", "clamp", "days_between", "error", "interpolate", "ipairs", "next", "pairs", "pcall", "print",
        "require", "select", "tonumber", "tostring", "type",
        _G = { other_fields = true },
        math = {
          fields = {
            "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max",
            "maxinteger", "min", "mininteger", "modf", "pi", "rad", "sin", "sqrt", "tan", "tointeger", "type", "ult",
          },
        },
        string = {
          fields = {
            "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "sub",
            "upper",
          },
        },
        table = { fields = { "concat", "insert", "move", "pack", "remove", "sort", "unpack" } },
        utf8 = { fields = { "char", "charpattern", "codepoint", "codes", "len", "offset" } },
      },
    },
  },
  std = "vikt",
  -- A parameter is named after what it receives, which may be the name of a local or of another parameter around it.
  ignore = { "431", "432" },
  max_line_length = 140,
}
