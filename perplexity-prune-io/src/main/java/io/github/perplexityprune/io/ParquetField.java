/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.google.common.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A column that a document's text, id or domain is taken from.
 *
 * @param path its name in messages
 * @param column its place among the columns
 */
record ParquetField(String path, int column, SchemaElement type) {
  private static final Set<Type> SCALARS =
      EnumSet.of(Type.BOOLEAN, Type.INT32, Type.INT64, Type.FLOAT, Type.DOUBLE);
  private static final Set<ConvertedType> TEXTS =
      EnumSet.of(ConvertedType.UTF8, ConvertedType.ENUM, ConvertedType.JSON);

  /**
   * The field's value as text, or null where the row has none.
   *
   * @throws ParquetDamagedException if it is not valid UTF-8
   */
  @Nullable String value(ParquetRow row) {
    Object value = row.columns().get(column).get(0).value();
    if (value instanceof Binary binary) {
      byte[] bytes = binary.getBytesUnsafe();
      if (!Utf8.isWellFormed(bytes)) {
        throw new ParquetDamagedException("column '" + path + "' is not valid UTF-8");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Integer number && isUnsigned()) {
      return Integer.toUnsignedString(number);
    }
    if (value instanceof Long number && isUnsigned()) {
      return Long.toUnsignedString(number);
    }
    return value == null ? null : value.toString();
  }

  /** Whether it holds strings: bytes without a meaning or with that of text. */
  boolean isText() {
    LogicalType logical = type.logicalType;
    ConvertedType converted = type.converted_type;
    return type.type == Type.BYTE_ARRAY
        && (logical == null || logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON())
        && (converted == null || TEXTS.contains(converted));
  }

  /** Whether it holds strings, numbers or truth values; not dates, decimals and the like. */
  boolean isScalar() {
    return isText() || (SCALARS.contains(type.type) && (isInteger() || hasNoMeaning()));
  }

  private boolean hasNoMeaning() {
    return type.logicalType == null && type.converted_type == null;
  }

  private boolean isInteger() {
    return type.logicalType != null
        ? type.logicalType.isSetINTEGER()
        : type.converted_type != null && type.converted_type.name().contains("INT_");
  }

  private boolean isUnsigned() {
    return type.logicalType != null
        ? type.logicalType.isSetINTEGER() && !type.logicalType.getINTEGER().isSigned
        : type.converted_type != null && type.converted_type.name().startsWith("UINT_");
  }
}
