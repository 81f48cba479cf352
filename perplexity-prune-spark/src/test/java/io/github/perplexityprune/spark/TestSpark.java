/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Sessions of the tests; one at a time in a JVM. */
final class TestSpark {
  private TestSpark() {}

  /** A session on two threads; the running one if it is of this kind. */
  static SparkSession local() {
    return session("local[2]", Map.of());
  }

  /** A session of a kind; ends one of another kind. */
  static SparkSession session(String master, Map<String, String> settings) {
    if (!SparkSession.getActiveSession().isEmpty()) {
      SparkSession active = SparkSession.active();
      boolean same = active.sparkContext().master().equals(master) && settings.isEmpty();
      if (same && !active.sparkContext().isStopped()) {
        return active;
      }
      stop();
    }
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(master)
            .appName("perplexity-prune tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.locality.wait", "0")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse")
            .config("spark.sql.shuffle.partitions", "4");
    settings.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    SparkSession.setActiveSession(session);
    return session;
  }

  /** Ends the running session, if there is one. */
  static void stop() {
    if (!SparkSession.getActiveSession().isEmpty()) {
      SparkSession.active().stop();
    }
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
  }
}
