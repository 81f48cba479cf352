/** Contract tests and fakes for host applications and for engines. */
module io.github.perplexityprune.testkit {
  requires transitive io.github.perplexityprune;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires static transitive org.jspecify;

  exports io.github.perplexityprune.testkit;

  opens io.github.perplexityprune.testkit to
      org.junit.platform.commons;
}
