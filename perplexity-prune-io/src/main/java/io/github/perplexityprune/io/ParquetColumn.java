/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** The values of one column in one row group, row by row. */
final class ParquetColumn {
  /** What a cell costs beside its bytes, so that a row of many absent values has a size. */
  private static final int CELL_BYTES = 16;

  private final ColumnDescriptor descriptor;
  private final ColumnReader reader;
  private final long cellCount;
  private long cellsRead;
  private boolean atNextCell = true;

  ParquetColumn(ColumnDescriptor descriptor, ParquetPages pages, @Nullable ParsedVersion writer) {
    this.descriptor = descriptor;
    this.cellCount = pages.getTotalValueCount();
    this.reader = new ColumnReaderImpl(descriptor, pages, new PrimitiveConverter() {}, writer);
  }

  /** The cells of a row, and about how many bytes they take. */
  record Cells(List<ParquetCell> cells, long byteCount) {}

  /**
   * The cells of the next row.
   *
   * @param byteLimit when a row has more bytes, its cells are read but not kept
   */
  Cells next(long byteLimit) {
    List<ParquetCell> cells = new ArrayList<>(1);
    long byteCount = 0;
    do {
      advance();
      ParquetCell cell = cell(byteLimit - byteCount);
      byteCount += CELL_BYTES + (cell.value() instanceof Binary value ? value.length() : 0);
      if (byteCount <= byteLimit) {
        cells.add(cell);
      }
      cellsRead++;
      atNextCell = false;
    } while (rowGoesOn());
    return new Cells(cells, byteCount);
  }

  /** Whether all that the row group has of this column was read. */
  boolean isAtEnd() {
    return cellsRead == cellCount;
  }

  /** Goes to the next cell, which may need the next page. */
  private void advance() {
    if (isAtEnd()) {
      throw new ParquetDamagedException("it has fewer values than the row group has rows");
    }
    if (!atNextCell) {
      reader.consume();
      atNextCell = true;
    }
  }

  private boolean rowGoesOn() {
    if (descriptor.getMaxRepetitionLevel() == 0 || isAtEnd()) {
      return false;
    }
    advance();
    return reader.getCurrentRepetitionLevel() > 0;
  }

  private ParquetCell cell(long bytesLeft) {
    int repetition = reader.getCurrentRepetitionLevel();
    int definition = reader.getCurrentDefinitionLevel();
    if (repetition > descriptor.getMaxRepetitionLevel()
        || definition > descriptor.getMaxDefinitionLevel()) {
      throw new ParquetDamagedException("its values are nested deeper than the schema");
    }
    return new ParquetCell(
        repetition,
        definition,
        definition == descriptor.getMaxDefinitionLevel() ? value(bytesLeft) : null);
  }

  private Object value(long bytesLeft) {
    return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> reader.getBoolean();
      case INT32 -> reader.getInteger();
      case INT64 -> reader.getLong();
      case FLOAT -> reader.getFloat();
      case DOUBLE -> reader.getDouble();
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> {
        Binary value = reader.getBinary();
        // a copy: the value is part of its page, which must not live as long as the row
        yield value.length() > bytesLeft ? value : Binary.fromConstantByteArray(value.getBytes());
      }
    };
  }
}
