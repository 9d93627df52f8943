<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>App</name>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>"%1": what this studio knows of it is used, the rest is kept.</source>
   <translation>„%1“: Was dieses Studio davon kennt, gilt; der Rest bleibt erhalten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Deploy</source>
   <translation>Ausliefern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Evaluate</source>
   <translation>Auswerten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Explore</source>
   <translation>Erkunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Label</source>
   <translation>Labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Live</source>
   <translation>Live</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Teach</source>
   <translation>Anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>The settings are those of a newer ASC Studio</source>
   <translation>Die Einstellungen stammen von einem neueren ASC Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>The settings could not be read</source>
   <translation>Die Einstellungen waren nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>They were put aside as "%1"; the usual ones are in use.</source>
   <translation>Sie wurden als „%1“ beiseitegelegt; es gelten die üblichen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/app.py" />
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
 </context>
</TS>
