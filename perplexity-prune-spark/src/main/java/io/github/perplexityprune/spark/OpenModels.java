/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.reference.Device;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The reference models that are open in this JVM: each once a device, shared by all tasks, closed
 * with the JVM or when another reference is used and no task needs them any more.
 *
 * <p>The one object of its kind is static, because an executor's tasks share nothing else.
 */
final class OpenModels {
  private static final OpenModels OF_THIS_JVM = new OpenModels(ReferenceFiles::open);

  private final Opening opening;
  private final Map<Key, OpenModel> open = new HashMap<>();
  private final Map<ReferenceFiles, Integer> userCounts = new HashMap<>();
  private boolean hooked;
  private boolean closed;

  private record Key(ReferenceFiles reference, int fold, Device device) {}

  /** Opens a model of a reference. */
  @FunctionalInterface
  interface Opening {
    OpenModel open(ReferenceFiles reference, int fold, Device device);
  }

  OpenModels(Opening opening) {
    this.opening = opening;
  }

  static OpenModels ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** Begins the use of a reference by a task. */
  synchronized void enter(ReferenceFiles reference) {
    if (!hooked) {
      hooked = true;
      Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "perplexity-prune closing"));
    }
    userCounts.merge(reference, 1, Integer::sum);
    for (Iterator<Map.Entry<Key, OpenModel>> all = open.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, OpenModel> other = all.next();
      if (!userCounts.containsKey(other.getKey().reference)) {
        other.getValue().close();
        all.remove();
      }
    }
  }

  /** Ends the use of a reference by a task. */
  synchronized void leave(ReferenceFiles reference) {
    userCounts.computeIfPresent(reference, (known, users) -> users == 1 ? null : users - 1);
  }

  /** The model of a fold, opened if need be. */
  synchronized OpenModel model(ReferenceFiles reference, int fold, Device device) {
    if (closed) {
      throw new IllegalStateException("the JVM must not be ending to score, but is");
    }
    return open.computeIfAbsent(
        new Key(reference, fold, device), key -> opening.open(reference, fold, device));
  }

  /** A JVM that ends while native code computes can crash. */
  synchronized void closeAll() {
    closed = true;
    open.values().forEach(OpenModel::close);
    open.clear();
  }
}
