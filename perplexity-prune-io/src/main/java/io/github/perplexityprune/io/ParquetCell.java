/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import org.jspecify.annotations.Nullable;

/**
 * A value of a column with what places it in its row, as Parquet has it: a column that is neither
 * repeated nor in something repeated has exactly one in each row.
 *
 * @param repetitionLevel 0 where a row begins; else which of the repeated fields it repeats
 * @param definitionLevel how many of the optional and repeated fields on its path are there
 * @param value Boolean, Integer, Long, Float, Double or Binary; null if one on its path is absent
 */
record ParquetCell(int repetitionLevel, int definitionLevel, @Nullable Object value) {}
