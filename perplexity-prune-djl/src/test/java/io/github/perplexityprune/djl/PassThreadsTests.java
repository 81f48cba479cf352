/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PassThreadsTests {

  @BeforeAll
  static void loadTheEngine() {
    Engine.getEngine("PyTorch");
  }

  @Test
  void aPassComputesOnOneThreadAndAllOtherWorkOnAsManyAsBefore() throws Exception {
    int before = JniUtils.getNumThreads();

    try (PassThreads threads = PassThreads.start(Device.cpu(), Integer.MAX_VALUE)) {
      assertThat(threads.submit(JniUtils::getNumThreads).get()).isEqualTo(1);
      assertThat(threads.count()).isEqualTo(before);
      assertThat(JniUtils.getNumThreads()).isEqualTo(before);
      assertThat(
              CompletableFuture.supplyAsync(
                      JniUtils::getNumThreads,
                      runnable -> {
                        Thread thread = new Thread(runnable);
                        thread.start();
                      })
                  .get())
          .isEqualTo(before);
    }
  }

  @Test
  void closingDropsWhatHasNotBegunAndWaitsForWhatHas() throws Exception {
    PassThreads threads = PassThreads.start(Device.cpu(), Integer.MAX_VALUE);
    CountDownLatch running = new CountDownLatch(threads.count());
    Future<?> last = null;
    for (int i = 0; i < threads.count(); i++) {
      last =
          threads.submit(
              () -> {
                running.countDown();
                long end = System.nanoTime() + 200_000_000;
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                return 0;
              });
    }
    Future<?> queued = threads.submit(() -> 0);
    running.await();

    threads.close();

    assertThat(last).isDone();
    assertThat(queued).isNotDone();
  }
}
