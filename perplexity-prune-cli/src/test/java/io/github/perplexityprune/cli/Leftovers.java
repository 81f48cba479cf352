/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a command left, to be compared bit by bit. */
final class Leftovers {
  private static final List<String> TABLES =
      List.of("document", "domain", "failure", "reference", "input", "property");

  private Leftovers() {}

  /**
   * Digests of the contents below a folder by name: of a score store's rows, of other files' bytes.
   * What is not part of the outcome is left out: the lock, and what has times, a model's report and
   * the page.
   */
  static Map<String, String> of(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.endsWith(".db")) {
          contents.put(name, digest(rows(file).getBytes(StandardCharsets.UTF_8)));
        } else if (!name.endsWith("lock") && !isReport(name)) {
          contents.put(name, digest(Files.readAllBytes(file)));
        }
      }
    }
    return contents;
  }

  private static boolean isReport(String name) {
    return name.equals("report.html")
        || (name.startsWith("reference") && !name.endsWith(".safetensors"));
  }

  private static String digest(byte[] content) {
    return Hashing.sha256().hashBytes(content).toString();
  }

  /** Every row of every table; numbers as bits. */
  static String rows(Path store) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
          while (row.next()) {
            rows.add(table + row(row));
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(store + " cannot be read", e);
    }
    return String.join("\n", rows);
  }

  private static String row(ResultSet row) throws SQLException {
    StringBuilder columns = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      Object value = row.getObject(i);
      columns
          .append('|')
          .append(value instanceof Double number ? Double.toHexString(number) : value);
    }
    return columns.toString();
  }
}
