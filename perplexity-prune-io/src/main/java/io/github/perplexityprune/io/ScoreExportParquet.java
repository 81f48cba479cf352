/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Scores as Parquet. */
final class ScoreExportParquet implements ScoreExportSink {
  /** In the order of {@link ScoreExport#COLUMNS}. */
  private static final List<Type> TYPES =
      List.of(
          Type.INT64,
          Type.BYTE_ARRAY,
          Type.BYTE_ARRAY,
          Type.BYTE_ARRAY,
          Type.INT32,
          Type.INT64,
          Type.INT64,
          Type.DOUBLE,
          Type.DOUBLE,
          Type.DOUBLE,
          Type.BYTE_ARRAY);

  private final ParquetFileWriter writer;

  ScoreExportParquet(Path target) throws IOException {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("scores").setNum_children(TYPES.size()));
    for (int i = 0; i < TYPES.size(); i++) {
      elements.add(column(ScoreExport.COLUMNS.get(i), TYPES.get(i)));
    }
    writer =
        new ParquetFileWriter(
            target,
            new ParquetSchema(elements, /* maximumDepth= */ 2),
            Collections.nCopies(TYPES.size(), ParquetCodec.ZSTD),
            List.of());
  }

  private static SchemaElement column(String name, Type type) {
    SchemaElement column =
        new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.OPTIONAL);
    return type == Type.BYTE_ARRAY
        ? column
            .setConverted_type(ConvertedType.UTF8)
            .setLogicalType(LogicalType.STRING(new StringType()))
        : column;
  }

  @Override
  public void write(ScoreRow row, String domain) throws IOException {
    Optional<PerplexityScore> score = row.score();
    writer.write(
        List.of(
            cell(row.ordinal()),
            text(row.id()),
            text(domain),
            text(row.state().toString()),
            cell(row.fold()),
            cell(row.byteCount()),
            cell(score.map(PerplexityScore::tokenCount).orElse(null)),
            cell(score.map(PerplexityScore::negativeLogLikelihood).orElse(null)),
            cell(score.map(PerplexityScore::meanNegativeLogLikelihood).orElse(null)),
            cell(score.map(PerplexityScore::perplexity).orElse(null)),
            row.failureReason().map(ScoreExportParquet::text).orElse(cell(null))));
  }

  /** Half a surrogate pair, which JSON can name but UTF-8 cannot, becomes a question mark. */
  private static List<ParquetCell> text(String text) {
    return cell(Binary.fromConstantByteArray(text.getBytes(UTF_8)));
  }

  private static List<ParquetCell> cell(@Nullable Object value) {
    return List.of(new ParquetCell(0, value == null ? 0 : 1, value));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
