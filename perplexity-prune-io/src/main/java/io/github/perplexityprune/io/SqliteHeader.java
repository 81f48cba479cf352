/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a store knows beside its documents: domains, reference models, inputs and properties. */
final class SqliteHeader {
  private final SqliteOpening opening;
  private final List<String> domains = new ArrayList<>();
  private final Map<String, Integer> domainNumbers = new HashMap<>();
  private final List<String> references = new ArrayList<>();
  private final List<InputFingerprint> inputs = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();

  SqliteHeader(SqliteOpening opening) {
    this.opening = opening;
    read("SELECT name FROM domain ORDER BY number", row -> addDomain(row.getString(1)));
    read(
        "SELECT fold, fingerprint FROM reference ORDER BY fold",
        row -> setReference(row.getInt(1), row.getString(2)));
    read(
        "SELECT name, byte_count, sha256 FROM input ORDER BY position",
        row ->
            inputs.add(new InputFingerprint(row.getString(1), row.getLong(2), row.getString(3))));
    read(
        "SELECT name, value FROM property",
        row -> properties.put(row.getString(1), row.getString(2)));
  }

  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void read(String sql, RowReader reader) {
    opening
        .database()
        .change(
            () -> {
              try (PreparedStatement statement = opening.database().prepare(sql);
                  ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  reader.read(rows);
                }
              }
            });
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = opening.database().prepare(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private int addDomain(String name) {
    int number = domains.size();
    domains.add(name);
    domainNumbers.put(name, number);
    return number;
  }

  private void setReference(int fold, String fingerprint) {
    while (references.size() <= fold) {
      references.add("");
    }
    references.set(fold, fingerprint);
  }

  /** The number of a domain, which is added if it is new. */
  int domainNumber(String name) throws SQLException {
    Integer known = domainNumbers.get(name);
    if (known != null) {
      return known;
    }
    insert("INSERT INTO domain VALUES (?, ?)", domains.size(), name);
    return addDomain(name);
  }

  List<String> domains() {
    return domains;
  }

  List<String> references() {
    return references;
  }

  void recordReference(int fold, String fingerprint) {
    String known = fold < references.size() ? references.get(fold) : "";
    if (known.isEmpty()) {
      opening.record(() -> insert("INSERT INTO reference VALUES (?, ?)", fold, fingerprint));
      setReference(fold, fingerprint);
    } else if (!known.equals(fingerprint)) {
      throw new IllegalStateException(
          "scores of different reference models must not be mixed: the store has scores of "
              + known
              + ", but the model in use is "
              + fingerprint
              + "; score into a new store");
    }
  }

  List<InputFingerprint> inputs() {
    return inputs;
  }

  void recordInputs(List<InputFingerprint> now) {
    SqliteInputs.requireExtension(opening.database().file(), inputs, now);
    for (InputFingerprint input : now.subList(inputs.size(), now.size())) {
      opening.record(
          () ->
              insert(
                  "INSERT INTO input VALUES (?, ?, ?, ?)",
                  inputs.size(),
                  input.name(),
                  input.byteCount(),
                  input.sha256()));
      inputs.add(input);
    }
  }

  @Nullable String property(String name) {
    return properties.get(name);
  }

  void recordProperty(String name, String value) {
    String known = properties.get(name);
    if (known == null) {
      opening.record(() -> insert("INSERT INTO property VALUES (?, ?)", name, value));
      properties.put(name, value);
    } else if (!known.equals(value)) {
      throw new IllegalStateException(
          name
              + " must be what the score store "
              + opening.database().file()
              + " was made with, '"
              + known
              + "', but was '"
              + value
              + "'; use that, or a new store");
    }
  }
}
