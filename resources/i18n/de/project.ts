<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>ClipTableModel</name>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>City</source>
   <translation>Stadt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Excluded</source>
   <translation>Ausgeschlossen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Level</source>
   <translation>Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Review</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Sound</source>
   <translation>Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>Verified</source>
   <translation>Bestätigt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/clip_model.py" />
   <source>{seconds} s</source>
   <translation>{seconds} s</translation>
  </message>
 </context>
 <context>
  <name>RunWords</name>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Check and export</source>
   <translation>Prüfen und exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Comparing int8 with what was trained</source>
   <translation>int8 wird mit dem Trainierten verglichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Convert</source>
   <translation>Umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Converting to int8</source>
   <translation>Wird in int8 umgewandelt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Corpus heard, {name}</source>
   <translation>Korpus gehört, {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Distil</source>
   <translation>Destillieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Distil a student</source>
   <translation>Schüler destillieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Ended without a word</source>
   <translation>Ohne Meldung beendet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Finding the ranges</source>
   <translation>Die Wertebereiche werden bestimmt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Fine-tune</source>
   <translation>Feinabstimmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Fine-tune a teacher</source>
   <translation>Feinabstimmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Finishing the bundle</source>
   <translation>Das Bundle wird fertiggestellt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Fitting the classifier</source>
   <translation>Der Klassifikator wird angepasst</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Fuse</source>
   <translation>Fusionieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Fuse teachers</source>
   <translation>Lehrer fusionieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Hear</source>
   <translation>Hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Hear a corpus</source>
   <translation>Ein Korpus hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Hear the teacher</source>
   <translation>Lehrer anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Hearing the recordings</source>
   <translation>Die Aufnahmen werden angehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Hearing the teacher</source>
   <translation>Der Lehrer wird angehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Listen</source>
   <translation>Zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Listening to the clips</source>
   <translation>Die Clips werden angehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Listing the recordings</source>
   <translation>Die Aufnahmen werden aufgelistet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Looking at the recordings</source>
   <translation>Die Aufnahmen werden geprüft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Make it int8</source>
   <translation>In int8 umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Measuring the exported file</source>
   <translation>Die exportierte Datei wird gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Paused</source>
   <translation>Pausiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Prepare</source>
   <translation>Vorbereiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Preparing the network</source>
   <translation>Das Netz wird vorbereitet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Reading the clips</source>
   <translation>Die Clips werden gelesen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Running</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Search for settings</source>
   <translation>Einstellungen suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Search, {network}</source>
   <translation>Suche, {network}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Starting</source>
   <translation>Es beginnt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Starting. First result in a little while.</source>
   <translation>Beginnt. Erstes Ergebnis in Kürze.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Starting. First result in about {time}.</source>
   <translation>Beginnt. Erstes Ergebnis in etwa {time}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Starts when "{name}" is done.</source>
   <translation>Beginnt, wenn „{name}“ fertig ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Starts when a core is free. Next in line.</source>
   <translation>Als Nächstes dran, sobald ein Kern frei ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Starts when a core is free. Number {n} in line.</source>
   <translation>Nummer {n} in der Warteschlange, bis ein Kern frei ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Stopped: {why}</source>
   <translation>Angehalten: {why}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Student</source>
   <translation>Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Student, int8</source>
   <translation>Schüler, int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Student, {network}</source>
   <translation>Schüler, {network}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Student, {network} int8</source>
   <translation>Schüler, {network} int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Teacher, several fused</source>
   <translation>Lehrer, mehrere fusioniert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Teacher, {network}</source>
   <translation>Lehrer, {network}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Testing</source>
   <translation>Wird getestet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Train with rounding</source>
   <translation>Mit Rundung trainieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Training all layers</source>
   <translation>Alle Schichten werden trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>Training the classifier</source>
   <translation>Der Klassifikator wird trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>int8</source>
   <translation>int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>today {clock}</source>
   <translation>heute {clock}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>yesterday {clock}</source>
   <translation>gestern {clock}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/project/run_words.py" />
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
 </context>
</TS>
