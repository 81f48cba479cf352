/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.reference.Device;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.Row;

/** Scores one partition on an executor. */
final class ScoringTask implements MapPartitionsFunction<Row, Row> {
  private static final String GPU = "gpu";

  private final ReferenceFiles reference;
  private final ScoredRows.Options options;
  private final ProgressCounters progress;

  ScoringTask(ReferenceFiles reference, ScoredRows.Options options, ProgressCounters progress) {
    this.reference = reference;
    this.options = options;
    this.progress = progress;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TaskContext context = TaskContext.get();
    OpenModels models = OpenModels.ofThisJvm();
    models.enter(reference);
    context.addTaskCompletionListener(
        ended -> {
          models.leave(reference);
          return scala.runtime.BoxedUnit.UNIT;
        });
    Device device = device(context);
    return new ScoredRows(rows, options, fold -> models.model(reference, fold, device), progress);
  }

  /** The GPU that Spark assigned to the task; without one the engine's choice. */
  static Device device(TaskContext context) {
    ResourceInformation gpu = context.resourcesJMap().get(GPU);
    if (gpu == null || gpu.addresses().length == 0) {
      return Device.auto();
    }
    String address = gpu.addresses()[0];
    try {
      return Device.cuda(Integer.parseInt(address));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "the address of a gpu resource must be the index of a CUDA device, but was '"
              + address
              + "'; have the discovery script print indices",
          e);
    }
  }
}
