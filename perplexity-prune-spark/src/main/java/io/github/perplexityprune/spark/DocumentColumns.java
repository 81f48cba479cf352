/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which columns of a Dataset hold documents.
 *
 * @param text the text
 * @param id a unique name; empty when there is none
 * @param domain the origin; empty when there is none
 */
record DocumentColumns(String text, Optional<String> id, Optional<String> domain) {
  private static final String STRING = "string";

  /** The text as a string; null where there is none. */
  Column textColumn() {
    return col(text).cast(STRING);
  }

  /** The id as a string; null where there is none. */
  Column idColumn() {
    return id.map(name -> col(name).cast(STRING)).orElse(lit(null).cast(STRING));
  }

  /** The domain as a string; an empty one where there is none. */
  Column domainColumn() {
    return domain.map(name -> coalesce(col(name).cast(STRING), lit(""))).orElse(lit(""));
  }

  /** Whether a Dataset has a column, or the struct that holds it. */
  static boolean has(Dataset<Row> dataset, String name) {
    String outermost = name.split("\\.", 2)[0];
    return Arrays.stream(dataset.columns())
        .anyMatch(known -> known.equalsIgnoreCase(name) || known.equalsIgnoreCase(outermost));
  }
}
