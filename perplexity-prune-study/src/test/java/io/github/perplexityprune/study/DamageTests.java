/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DamageTests {
  private static final String TEXT =
      "The harbour was quiet when the boats came in.\nNobody had seen the keeper of the light for"
          + " three days, and \"the door\" stood open.\n\nAt 7 o'clock the captain went up alone; the"
          + " stairs were wet, and someone had left a lamp on the second landing.\n";

  @ParameterizedTest
  @EnumSource
  void everyKindChangesATextTheSameWayForTheSameSeed(Damage damage) {
    for (long seed = 0; seed < 50; seed++) {
      String damaged = damage.apply(TEXT, seed);

      assertThat(damaged).isNotEqualTo(TEXT).isEqualTo(damage.apply(TEXT, seed)).isNotEmpty();
    }
  }

  @Property(tries = 300)
  void everyKindGivesWellFormedTextWhateverItIsGiven(
      @ForAll Damage damage, @ForAll String text, @ForAll long seed) {
    String damaged = damage.apply(text, seed);

    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(damaged)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nothingBecomesOfNothing(Damage damage) {
    assertThat(damage.apply("", 1)).isEmpty();
  }

  @Test
  void shuffledWordsAreTheSameWordsBetweenTheSameSpaces() {
    String damaged = Damage.SHUFFLED_WORDS.apply(TEXT, 3);

    assertThat(damaged.split("\\s+")).containsExactlyInAnyOrder(TEXT.split("\\s+"));
    assertThat(damaged.replaceAll("\\S", "")).isEqualTo(TEXT.replaceAll("\\S", ""));
  }

  @Test
  void shuffledCharactersLeaveLineEndsWhereTheyAre() {
    String damaged = Damage.SHUFFLED_CHARACTERS.apply(TEXT, 3);

    assertThat(damaged.chars().sorted().toArray()).isEqualTo(TEXT.chars().sorted().toArray());
    assertThat(IntStream.range(0, TEXT.length()).filter(i -> damaged.charAt(i) == '\n').toArray())
        .isEqualTo(IntStream.range(0, TEXT.length()).filter(i -> TEXT.charAt(i) == '\n').toArray());
  }

  @Test
  void aTruncatedTextIsAPieceOfIt() {
    assertThat(TEXT.repeat(20)).contains(Damage.TRUNCATED.apply(TEXT.repeat(20), 4));
    assertThat(Damage.TRUNCATED.apply(TEXT.repeat(20), 4)).hasSizeBetween(60, 1500);
  }

  @Test
  void moreCharactersAreMisreadWhenMoreAreHit() {
    String text = TEXT.repeat(50);

    double few = unchangedWords(Damage.OCR_05.apply(text, 1));
    double some = unchangedWords(Damage.OCR_15.apply(text, 1));
    double many = unchangedWords(Damage.OCR_30.apply(text, 1));

    assertThat(few).isGreaterThan(some);
    assertThat(some).isGreaterThan(many);
  }

  private static double unchangedWords(String damaged) {
    Set<String> words = new HashSet<>(List.of(TEXT.split("\\s+")));
    String[] found = damaged.split("\\s+");
    return (double) List.of(found).stream().filter(words::contains).count() / found.length;
  }

  @Test
  void aShareOfACorpusIsDamagedInEveryWay() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      documents.add(new Document("d" + i, TEXT + i, "domain" + i % 2));
    }
    DocumentSource<Document> source =
        DocumentSource.of(documents, Document::text)
            .withId(Document::id)
            .withDomain(Document::domain);
    CorpusDamage damage = CorpusDamage.of(0.5);

    DocumentSource<Document> damaged = damage.applyTo(source);

    int changed = 0;
    Set<Damage> kinds = EnumSet.noneOf(Damage.class);
    for (int i = 0; i < documents.size(); i++) {
      Document before = documents.get(i);
      Document after = damaged.document(before, i);
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.domain())
          .isEqualTo(
              damage.kind(before.text()).map(kind -> "damaged: " + kind).orElse(before.domain()));
      changed += after.text().equals(before.text()) ? 0 : 1;
      damage.kind(before.text()).ifPresent(kinds::add);
    }
    assertThat(changed / 2000.0).isCloseTo(0.5, within(0.035)); // three standard errors
    assertThat(kinds).containsExactlyInAnyOrder(Damage.values());
  }

  @Test
  void aKindIsNamedInWords() {
    assertThat(Damage.SHUFFLED_WORDS).hasToString("shuffled words");
  }

  @Test
  void damageDoesNotDecideOnWhichSideOfAReferenceSplitADocumentIs() {
    for (long seed = 0; seed < 4; seed++) {
      CorpusDamage damage = CorpusDamage.of(0.5).withSeed(seed);
      ReferenceSplit split = ReferenceSplit.excluded(0.25).withSeed(seed);
      int clean = 0;
      int trains = 0;
      for (int i = 0; i < 2000; i++) {
        if (damage.kind(TEXT + i).isEmpty()) {
          clean++;
          trains += split.trains(ReferenceSplit.contentHash(TEXT + i), 0) ? 1 : 0;
        }
      }

      assertThat((double) trains / clean).isCloseTo(0.25, within(0.045)); // three standard errors
    }
  }

  @Test
  void onlyTheChosenKindsAreUsedOnTheSameDocuments() {
    CorpusDamage all = CorpusDamage.of(0.5);
    CorpusDamage some = all.only(Damage.OCR_30, Damage.BASE64);

    Set<Damage> kinds = EnumSet.noneOf(Damage.class);
    for (int i = 0; i < 200; i++) {
      assertThat(some.kind(TEXT + i).isPresent()).isEqualTo(all.kind(TEXT + i).isPresent());
      some.kind(TEXT + i).ifPresent(kinds::add);
    }

    assertThat(kinds).containsExactlyInAnyOrder(Damage.OCR_30, Damage.BASE64);
  }

  @Test
  void anotherSeedDamagesOthers() {
    List<String> texts = IntStream.range(0, 100).mapToObj(i -> TEXT + i).toList();

    assertThat(texts.stream().map(CorpusDamage.of(0.5).withSeed(1)::kind).toList())
        .isNotEqualTo(texts.stream().map(CorpusDamage.of(0.5).withSeed(2)::kind).toList());
  }
}
