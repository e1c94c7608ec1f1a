"""How fast, how big, and how both grow: ratios to jieba and to a bare Flask, measured in one run (script/bench)."""
