@echo off
rem Starts PODStudio from a checkout: builds the product when there is none yet, then hands over to its own launcher.
setlocal
set "product=%~dp0product\target\products\org.podstudio.product\win32\win32\x86_64\podstudio"
if not exist "%product%\podstudio.cmd" call mvn -f "%~dp0pom.xml" -B -ntp -DskipTests package || exit /b 1
call "%product%\podstudio.cmd" %*
