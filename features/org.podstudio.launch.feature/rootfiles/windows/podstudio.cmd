@echo off
rem Starts PODStudio: without a command the workbench, else the command line. Options for the JVM: PODSTUDIO_JAVA_OPTS.
setlocal
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "home=%USERPROFILE%\.podstudio"
if defined PODSTUDIO_HOME set "home=%PODSTUDIO_HOME%"
if not exist "%home%\logs" mkdir "%home%\logs"

rem The first line reads: openjdk version "21.0.3" 2024-04-16
"%java%" -version 2> "%home%\logs\java.txt" > nul
set "version=0"
for /f usebackq^ tokens^=2^ delims^=^" %%v in ("%home%\logs\java.txt") do for /f "delims=." %%m in ("%%v") do set "version=%%m"
if %version% LSS 21 (
  echo error: PODStudio needs Java 21 or newer, and none was found.>&2
  echo   Install one and set JAVA_HOME.>&2
  exit /b 1
)

for %%f in ("%here%plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%f"
for %%f in ("%here%plugins\org.eclipse.osgi_*.jar") do set "framework=%%f"
set "application=org.podstudio.cli.app"
set "data=@none"
set "window="
if "%~1"=="" set "window=yes"
if "%~1"=="workbench" set "window=yes"
if defined window (
  set "application=org.eclipse.e4.ui.workbench.swt.E4Application"
  set "data=%home%\workbench"
)
"%java%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dosgi.frameworkParentClassloader=app --add-opens=java.base/jdk.internal.loader=ALL-UNNAMED %PODSTUDIO_JAVA_OPTS% "-Dosgi.logfile=%home%\logs\framework.log" "-Djava.util.logging.config.file=%here%logging.properties" "-Dlogback.configurationFile=%here%logback.xml" "-Dpodstudio.logs=%home%\logs" "-Dpodstudio.samples=%here%samples" -cp "%launcher%;%framework%" org.eclipse.equinox.launcher.Main -nosplash -install "%here%." -configuration "%here%configuration" -data "%data%" -application %application% %*
exit /b %ERRORLEVEL%
