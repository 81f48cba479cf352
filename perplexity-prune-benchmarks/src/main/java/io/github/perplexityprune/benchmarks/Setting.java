/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import io.github.perplexityprune.djl.EngineUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What both sides of a comparison run on, from the system properties {@code benchmark.device},
 * {@code benchmark.precision} and {@code benchmark.compile}.
 *
 * @param device {@code cpu}, unless given, or {@code cuda}
 * @param precision {@code float32} or {@code bfloat16}; unless given, what the engine computes in
 *     on the device
 * @param peerOptions what the peer is told of it
 */
record Setting(String device, String precision, List<String> peerOptions) {

  static Setting ofProperties() {
    String device = System.getProperty("benchmark.device", "cpu");
    String usual = device.equals("cuda") ? "bfloat16" : "float32";
    String precision = System.getProperty("benchmark.precision", usual);
    List<String> options = new ArrayList<>(List.of("--device", device, "--dtype", precision));
    if (Boolean.getBoolean("benchmark.compile")) {
      options.add("--compile");
    }
    return new Setting(device, precision, List.copyOf(options));
  }

  EngineUnderTest open(Path folder) {
    return EngineUnderTest.open(folder, device, precision);
  }

  /** Tokens of an optimizer step to measure. */
  int trainingTokens() {
    return device.equals("cuda") ? 32_768 : 2048;
  }
}
