/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.PerplexityScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;

/** The columns that a document's score is written to, after those of its row. */
final class ParquetScoreColumns {
  /** What describes all columns of a file to one program, and would hide the new ones from it. */
  private static final Set<String> SCHEMAS_OF_PROGRAMS =
      Set.of("ARROW:schema", "huggingface", "org.apache.spark.sql.parquet.row.metadata");

  private static final List<SchemaElement> ELEMENTS =
      List.of(
          element(ScoreFields.NEGATIVE_LOG_LIKELIHOOD, Type.DOUBLE),
          element(ScoreFields.TOKEN_COUNT, Type.INT64),
          element(ScoreFields.BYTE_COUNT, Type.INT64),
          element(ScoreFields.PERPLEXITY, Type.DOUBLE),
          element(ScoreFields.VERDICT, Type.BYTE_ARRAY)
              .setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType())));

  private ParquetScoreColumns() {}

  /**
   * A schema with these columns at its end.
   *
   * @throws IllegalArgumentException if it has a field of such a name
   */
  static ParquetSchema addTo(ParquetSchema schema, CorpusFile file, InputLimits limits) {
    for (SchemaElement element : ELEMENTS) {
      if (schema.message().containsField(element.name)) {
        throw new IllegalArgumentException(
            "scores are added as column '"
                + element.name
                + "', but '"
                + file.name()
                + "' has one of that name; remove it from the input or write without scores");
      }
    }
    List<SchemaElement> elements = new ArrayList<>(schema.elements());
    SchemaElement root = new SchemaElement(elements.get(0));
    elements.set(0, root.setNum_children(root.num_children + ELEMENTS.size()));
    elements.addAll(ELEMENTS);
    return new ParquetSchema(elements, limits.maximumDepth());
  }

  /** Codecs with those of these columns, which are compressed as the first one is. */
  static List<ParquetCodec> addTo(List<ParquetCodec> codecs) {
    List<ParquetCodec> all = new ArrayList<>(codecs);
    all.addAll(Collections.nCopies(ELEMENTS.size(), codecs.get(0)));
    return all;
  }

  /** What stays true of a file with these columns. */
  static List<KeyValue> addToMetaData(List<KeyValue> keyValues) {
    return keyValues.stream().filter(pair -> !SCHEMAS_OF_PROGRAMS.contains(pair.key)).toList();
  }

  /** A row with its score. */
  static List<List<ParquetCell>> addTo(List<List<ParquetCell>> row, ScoreFields fields) {
    Optional<PerplexityScore> score = fields.score();
    List<List<ParquetCell>> columns = new ArrayList<>(row);
    columns.add(cell(score, PerplexityScore::negativeLogLikelihood));
    columns.add(cell(score, PerplexityScore::tokenCount));
    columns.add(cell(score, PerplexityScore::byteCount));
    columns.add(cell(score, PerplexityScore::perplexity));
    columns.add(List.of(new ParquetCell(0, 1, Binary.fromString(fields.verdict()))));
    return columns;
  }

  private static List<ParquetCell> cell(
      Optional<PerplexityScore> score, Function<PerplexityScore, Object> value) {
    return List.of(
        score
            .map(found -> new ParquetCell(0, 1, value.apply(found)))
            .orElse(new ParquetCell(0, 0, null)));
  }

  private static SchemaElement element(String name, Type type) {
    return new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.OPTIONAL);
  }
}
