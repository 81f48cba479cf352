/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** Tests that start Spark, where it runs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledForJreRange(
    minVersion = 17,
    maxVersion = 23,
    disabledReason =
        "Spark 4.1 with Hadoop 3.4 runs on JDK 17 and 21: it calls Subject.getSubject, which always fails from"
            + " JDK 24 on")
@interface SparkTest {}
