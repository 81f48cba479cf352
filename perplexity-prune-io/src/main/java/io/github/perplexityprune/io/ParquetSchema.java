/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The schema of a Parquet file. It is kept as the file has it, so that it can be written again with
 * every logical type, known to the library or not; reading and writing need only how values are
 * stored and nested.
 */
final class ParquetSchema {
  private static final int NAMED_COLUMNS = 50;

  private final List<SchemaElement> elements;
  private final List<SchemaElement> leaves = new ArrayList<>();
  private final MessageType message;

  /**
   * The schema of these elements.
   *
   * @param elements the tree of fields, depth first, as in the footer
   * @param maximumDepth fields inside each other
   * @throws ParquetDamagedException if they are no tree of fields that can be read
   */
  ParquetSchema(List<SchemaElement> elements, int maximumDepth) {
    this.elements = List.copyOf(elements);
    Iterator<SchemaElement> rest = elements.iterator();
    if (!rest.hasNext()) {
      throw new ParquetDamagedException("the schema must have columns, but is empty");
    }
    SchemaElement root = rest.next();
    this.message = new MessageType(root.name, fields(root, rest, maximumDepth));
    if (rest.hasNext()) {
      throw new ParquetDamagedException(
          "field '" + rest.next().name + "' of the schema is in no group");
    }
    if (new HashSet<>(message.getColumns()).size() < message.getColumns().size()) {
      throw new ParquetDamagedException("two columns must not have one name: " + columnNames());
    }
  }

  /** The fields, depth first. */
  List<SchemaElement> elements() {
    return elements;
  }

  MessageType message() {
    return message;
  }

  /** The columns, in the order in which row groups have them. */
  List<ColumnDescriptor> columns() {
    return message.getColumns();
  }

  /** The element of each column. */
  List<SchemaElement> leaves() {
    return leaves;
  }

  /**
   * The column that holds text.
   *
   * @throws ParquetDamagedException naming the columns there are, if it is none of them or not text
   */
  ParquetField text(List<String> path) {
    ParquetField field = field(path);
    if (!field.isText()) {
      throw wrongType(field, "strings");
    }
    return field;
  }

  /**
   * The column that holds strings, numbers or truth values.
   *
   * @throws ParquetDamagedException naming the columns there are, if it is none of them or of other
   *     values
   */
  ParquetField scalar(List<String> path) {
    ParquetField field = field(path);
    if (!field.isScalar()) {
      throw wrongType(field, "strings, numbers or booleans");
    }
    return field;
  }

  private ParquetField field(List<String> path) {
    String name = String.join(".", path);
    for (int i = 0; i < columns().size(); i++) {
      ColumnDescriptor column = columns().get(i);
      if (path.equals(List.of(column.getPath()))) {
        if (column.getMaxRepetitionLevel() > 0) {
          throw new ParquetDamagedException(
              "column '" + name + "' is repeated, but must have one value a row; name another");
        }
        return new ParquetField(name, i, leaves.get(i));
      }
    }
    throw new ParquetDamagedException(
        "there is no column '" + name + "'; there are " + columnNames());
  }

  private ParquetDamagedException wrongType(ParquetField field, String needed) {
    SchemaElement type = field.type();
    Object meaning = type.logicalType == null ? type.converted_type : type.logicalType;
    return new ParquetDamagedException(
        "column '"
            + field.path()
            + "' must hold "
            + needed
            + ", but holds "
            + type.type
            + (meaning == null ? "" : " " + meaning)
            + "; there are "
            + columnNames());
  }

  private String columnNames() {
    String names =
        columns().stream()
            .limit(NAMED_COLUMNS)
            .map(column -> String.join(".", column.getPath()))
            .collect(Collectors.joining(", "));
    int more = columns().size() - NAMED_COLUMNS;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private List<Type> fields(SchemaElement group, Iterator<SchemaElement> rest, int depthLeft) {
    if (depthLeft == 0) {
      throw new ParquetDamagedException(
          "field '" + group.name + "' of the schema is nested deeper than the limit; raise it");
    }
    List<Type> fields = new ArrayList<>();
    for (int i = 0; i < group.num_children; i++) {
      if (!rest.hasNext()) {
        throw new ParquetDamagedException(
            "group '"
                + group.name
                + "' of the schema lacks "
                + (group.num_children - i)
                + " fields");
      }
      fields.add(field(rest.next(), rest, depthLeft));
    }
    return fields;
  }

  private Type field(SchemaElement element, Iterator<SchemaElement> rest, int depthLeft) {
    if (element.name == null || element.repetition_type == null) {
      throw new ParquetDamagedException(
          "field '" + element.name + "' of the schema needs a name and a repetition");
    }
    Type.Repetition repetition = Type.Repetition.valueOf(element.repetition_type.name());
    if (element.type == null) {
      return new GroupType(repetition, element.name, fields(element, rest, depthLeft - 1));
    }
    leaves.add(element);
    return new PrimitiveType(repetition, stored(element), element.type_length, element.name);
  }

  private static PrimitiveTypeName stored(SchemaElement element) {
    if (element.type == org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY
        && element.type_length < 1) {
      throw new ParquetDamagedException(
          "values of column '"
              + element.name
              + "' must have a length, but have "
              + element.type_length);
    }
    return element.type == org.apache.parquet.format.Type.BYTE_ARRAY
        ? PrimitiveTypeName.BINARY
        : PrimitiveTypeName.valueOf(element.type.name());
  }
}
