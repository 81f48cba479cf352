@echo off
rem Starts perplexity-prune with the Java of JAVA_HOME, or else of the PATH. Options for Java: JAVA_OPTS.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
set "OPT_OUT_TRACKING=true"
"%JAVA%" --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true %JAVA_OPTS% -cp "%~dp0..\lib\*" io.github.perplexityprune.cli.PerplexityPrune %*
