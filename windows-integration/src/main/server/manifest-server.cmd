@echo off
rem Runs the packaged manifest server. Options for Java itself go into MANIFEST_SERVER_JAVA_OPTIONS; a service has those of java.options.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%here%\runtime\bin\java.exe" set "java=%here%\runtime\bin\java"
"%java%" "@%here%\java.options" "-Dquickcare.package=%here%" %MANIFEST_SERVER_JAVA_OPTIONS% -cp "%here%\lib\*" jp.quickcare.server.Main %*
