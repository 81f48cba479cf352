/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.util.List;

/**
 * A row of a Parquet file with all its columns.
 *
 * @param schema the schema of its file
 * @param columns the cells of each column, in the order of the schema
 */
record ParquetRow(ParquetSchema schema, List<List<ParquetCell>> columns) implements RawRecord {}
