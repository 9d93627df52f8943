<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Job</name>
  <message>
   <location filename="../../../ascstudio/jobs/job.py" />
   <source>Something went wrong that should not.</source>
   <translation>Etwas ist schiefgegangen, das nicht schiefgehen sollte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/job.py" />
   <source>Your data is saved.</source>
   <translation>Ihre Daten sind gespeichert.</translation>
  </message>
 </context>
 <context>
  <name>ProcessJob</name>
  <message>
   <location filename="../../../ascstudio/jobs/process_job.py" />
   <source>It was probably stopped by the system for memory.</source>
   <translation>Vermutlich hat das System ihn wegen Speichermangels beendet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/process_job.py" />
   <source>The worker could not be started.</source>
   <translation>Der Arbeitsprozess ließ sich nicht starten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/process_job.py" />
   <source>The worker ended without a word.</source>
   <translation>Der Arbeitsprozess endete ohne Meldung.</translation>
  </message>
 </context>
 <context>
  <name>Remedies</name>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>A table that is imported can say it.</source>
   <translation>Eine importierte Tabelle kann es angeben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Begin it again where it was begun, in a terminal.</source>
   <translation>Beginnen Sie es noch einmal dort, wo es begonnen wurde: in einem Terminal.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Choose another recipe, or mend the setting.</source>
   <translation>Wählen Sie ein anderes Rezept, oder berichtigen Sie die Einstellung.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Deploy takes bundles out.</source>
   <translation>„Ausliefern“ gibt Bundles heraus.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Divide…</source>
   <translation>Aufteilen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Install that pack first.</source>
   <translation>Installieren Sie zuerst dieses Paket.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>It may have been emptied.</source>
   <translation>Er wurde vielleicht geleert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Label clips and divide them into training and test.</source>
   <translation>Labeln Sie Clips und teilen Sie sie in Training und Test auf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Locate audio…</source>
   <translation>Audio zuordnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Make it int8</source>
   <translation>In int8 umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Make its student int8 first.</source>
   <translation>Wandeln Sie zuerst seinen Schüler in int8 um.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Make the shards again where they were made, in a terminal.</source>
   <translation>Erstellen Sie die Shards noch einmal dort, wo sie erstellt wurden: in einem Terminal.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Recipes</source>
   <translation>Rezepte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Search again, and give it more minutes.</source>
   <translation>Suchen Sie erneut, mit mehr Minuten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Start makes projects.</source>
   <translation>„Start“ legt Projekte an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Teach teaches it places.</source>
   <translation>Unter „Anlernen“ werden Orte daran angelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>The Library finds recordings that were moved.</source>
   <translation>Die Bibliothek findet verschobene Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Train a teacher and its student in this project, and teach that one.</source>
   <translation>Trainieren Sie in diesem Projekt einen Lehrer und seinen Schüler, und lernen Sie die Orte an diesem an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Train lists the runs of the project.</source>
   <translation>„Trainieren“ listet die Läufe des Projekts.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Train one student that is small enough, and teach that one.</source>
   <translation>Trainieren Sie einen Schüler, der klein genug ist, und lernen Sie die Orte an diesem an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/jobs/remedies.py" />
   <source>Train starts runs on this computer.</source>
   <translation>„Trainieren“ startet Läufe auf diesem Computer.</translation>
  </message>
 </context>
</TS>
