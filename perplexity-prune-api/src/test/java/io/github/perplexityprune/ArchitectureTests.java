/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** Keeps dependencies pointing one way. */
@AnalyzeClasses(
    packages = "io.github.perplexityprune",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  private static final String ROOT = "io.github.perplexityprune";

  @ArchTest
  static final ArchRule DEPENDS_ON_NO_ENGINE_AND_NO_LOGGER =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + "..", "com.google.common..", "org.jspecify..");

  @ArchTest
  static final ArchRule SHOWS_NO_FOREIGN_TYPE =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .haveRawReturnType(resideInAnyPackage("com..", "org.."))
          .orShould()
          .haveRawParameterTypes(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "any of another library",
                  types ->
                      types.stream()
                          .anyMatch(type -> resideInAnyPackage("com..", "org..").test(type))));

  @ArchTest
  static final ArchRule SCORES_STAND_BELOW_EVERYTHING =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".score")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".reference", ROOT + ".select", ROOT + ".spi");

  @ArchTest
  static final ArchRule SELECTING_KNOWS_ONLY_SCORES =
      classes()
          .that()
          .resideInAPackage(ROOT + ".select")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".select",
              ROOT + ".score",
              ROOT + ".internal",
              "java..",
              "com.google.common..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule ENGINES_NEED_NOT_KNOW_SELECTING =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".spi", ROOT + ".reference", ROOT + ".internal")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".select");

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_THE_PRUNER =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Pruner.class,
              PruneResult.class,
              PruneSummary.class,
              ScoredDocuments.class,
              Decision.class);

  @ArchTest
  static final ArchRule PRINTS_NOTHING =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule HOLDS_NO_STATIC_MUTABLE_STATE =
      fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule HAS_NO_GETTERS =
      methods().that().arePublic().should().haveNameNotMatching("get[A-Z].*");
}
