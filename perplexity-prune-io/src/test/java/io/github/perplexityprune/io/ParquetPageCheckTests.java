/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

final class ParquetPageCheckTests {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message m { required binary text; }");
  private static final ColumnDescriptor COLUMN = SCHEMA.getColumns().get(0);

  /** After block size (two bytes), parts, count and first value. */
  private static final int FIRST_DELTA = 5;

  @Test
  void aPackedRunCannotClaimMoreThanItsPageHas() {
    byte[] ids = {1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f, 0, 0};

    assertThatThrownBy(() -> check(ids, 100, Encoding.RLE_DICTIONARY))
        .isInstanceOf(ParquetDamagedException.class)
        .hasMessage("a page claims a run of 1073741816 packed values where 612 can be");
  }

  @Test
  void aRunOfNothingIsRefused() {
    byte[] ids = {1, 0, 0, 0, 0};

    assertThatThrownBy(() -> check(ids, 100, Encoding.RLE_DICTIONARY))
        .isInstanceOf(ParquetDamagedException.class)
        .hasMessageContaining("a run of no values");
  }

  @Test
  void deltasCannotBeMoreThanThePagesValues() {
    byte[] deltas = {(byte) 0x80, 1, 4, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0, 0, 0, 0};

    assertThatThrownBy(() -> check(deltas, 100, Encoding.DELTA_BINARY_PACKED))
        .isInstanceOf(ParquetDamagedException.class)
        .hasMessage("a page claims 268435455 deltas where 100 can be");
  }

  @Test
  void aPrefixCannotBeLongerThanTheValueBefore() throws IOException {
    byte[] page = prefixed("prefix one", "prefix two");
    byte[] longer = page.clone();
    longer[FIRST_DELTA] = 0x7e; // 63 in zigzag

    assertThatCode(() -> check(page, 2, Encoding.DELTA_BYTE_ARRAY)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(longer, 2, Encoding.DELTA_BYTE_ARRAY))
        .isInstanceOf(ParquetDamagedException.class)
        .hasMessage("a page claims a value that repeats 63 bytes where 10 can be");
  }

  @Test
  void aNumberThatIsCutOffIsRefused() {
    assertThatThrownBy(() -> check(new byte[] {(byte) 0x80}, 1, Encoding.DELTA_BINARY_PACKED))
        .isInstanceOf(ParquetDamagedException.class)
        .hasMessageContaining("cut off");
  }

  private static void check(byte[] page, int valueCount, Encoding values) {
    new ParquetPageCheck(COLUMN, InputLimits.defaults())
        .pageV1(page, valueCount, Encoding.RLE, Encoding.RLE, values);
  }

  private static byte[] prefixed(String... values) throws IOException {
    try (ValuesWriter writer = new DeltaByteArrayWriter(64, 1024, new HeapByteBufferAllocator())) {
      for (String value : values) {
        writer.writeBytes(Binary.fromString(value));
      }
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      writer.getBytes().writeAllTo(page);
      return page.toByteArray();
    }
  }
}
