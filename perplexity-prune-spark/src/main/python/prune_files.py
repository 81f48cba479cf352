# Copyright 2026 the perplexity-prune authors.
# SPDX-License-Identifier: Apache-2.0
"""Prunes files of JSON lines or Parquet with PySpark, and prints what becomes of their domains:

    spark-submit --jars (perplexity-prune-spark, the api, an engine and what it needs) prune_files.py
        corpus.jsonl.gz model-folder scores.parquet pruned.parquet 0.5

The documents have columns id, text and domain. The arguments are the documents, a saved reference model, where to
keep scores, where to put the kept documents, and the share to keep around the median of each domain. Scores that
are there already are selected from, and not made again.
"""

import sys
from contextlib import closing

from pyspark.sql import DataFrame, SparkSession

if len(sys.argv) != 6:
    sys.exit(__doc__)
documents, model, scores, pruned, rate = sys.argv[1:]
spark = SparkSession.builder.appName("perplexity-prune").getOrCreate()
corpus = spark.read.json(documents) if ".json" in documents else spark.read.parquet(documents)

jvm = spark._jvm.io.github.perplexityprune
criterion = jvm.select.SelectionCriterion.medium(float(rate)).perDomain()
builder = jvm.spark.SparkPruner.builder().reference(model).id("id").domain("domain")
with closing(builder.build()) as pruner:
    scored = DataFrame(pruner.score(corpus._jdf), spark)
    scored.write.mode("ignore").parquet(scores)  # dear: once
    selection = pruner.select(spark.read.parquet(scores)._jdf, criterion)
    kept = DataFrame(selection.kept(), spark)
    kept.select("id", "text", "domain").write.parquet(pruned)
    print(selection.summary())
spark.stop()
