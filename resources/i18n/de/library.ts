<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>ArrivalHint</name>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>A look at it comes first.</source>
   <translation>Zuerst sehen Sie, was hereinkommt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Drop one folder, recordings of one folder, or one table.</source>
   <translation>Legen Sie einen Ordner ab, Aufnahmen eines Ordners oder eine Tabelle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Import the folder {name}</source>
   <translation>Den Ordner {name} importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Import the recording {name}</source>
   <translation>Die Aufnahme {name} importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Import what {name} lists</source>
   <translation>Importieren, was {name} auflistet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Import {n} folders</source>
   <translation>{n} Ordner importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Import {n} recordings</source>
   <translation>{n} Aufnahmen importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>Nothing would come in</source>
   <translation>Es käme nichts herein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>{n} file missing</source>
   <translation>{n} Datei fehlt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>{n} files missing</source>
   <translation>{n} Dateien fehlen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>{n} scene</source>
   <translation>{n} Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/dropping.py" />
   <source>{n} scenes</source>
   <translation>{n} Szenen</translation>
  </message>
 </context>
 <context>
  <name>ChannelChoice</name>
  <message>
   <location filename="../../../ascstudio/pages/library/channels.py" />
   <source>All, mixed</source>
   <translation>Alle gemischt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/channels.py" />
   <source>Channel</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/channels.py" />
   <source>Channel {n}</source>
   <translation>Kanal {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/channels.py" />
   <source>Left</source>
   <translation>Links</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/channels.py" />
   <source>Right</source>
   <translation>Rechts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/channels.py" />
   <source>different</source>
   <translation>verschieden</translation>
  </message>
 </context>
 <context>
  <name>ClipView</name>
  <message>
   <location filename="../../../ascstudio/pages/library/clip_view.py" />
   <source>Clips</source>
   <translation>Clips</translation>
  </message>
 </context>
 <context>
  <name>DeleteDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>Delete recordings from the disk?</source>
   <translation>Aufnahmen vom Datenträger löschen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>Looking at the files…</source>
   <translation>Die Dateien werden geprüft…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>Move to the trash</source>
   <translation>In den Papierkorb</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>None of the files is there.</source>
   <translation>Keine der Dateien ist vorhanden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>Recordings that would go</source>
   <translation>Aufnahmen, die verschwinden würden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>The files are being looked at.</source>
   <translation>Die Dateien werden geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>To only leave clips out, press X instead.</source>
   <translation>Um Clips nur auszulassen, drücken Sie stattdessen X.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} clip leaves the project.</source>
   <translation>{n} Clip verlässt das Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} clips leave the project.</source>
   <translation>{n} Clips verlassen das Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} of these clips was not selected: it is of the same recordings.</source>
   <translation>{n} dieser Clips war nicht ausgewählt: Er stammt aus denselben Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} of these clips were not selected: they are of the same recordings.</source>
   <translation>{n} dieser Clips waren nicht ausgewählt: Sie stammen aus denselben Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} recording ({size}) moves to the trash of this computer.</source>
   <translation>{n} Aufnahme ({size}) kommt in den Papierkorb dieses Computers.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} recording is not where it was: it stays in the project.</source>
   <translation>{n} Aufnahme liegt nicht mehr an ihrem Platz: Sie bleibt im Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} recordings ({size}) move to the trash of this computer.</source>
   <translation>{n} Aufnahmen ({size}) kommen in den Papierkorb dieses Computers.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/delete_dialog.py" />
   <source>{n} recordings are not where they were: they stay in the project.</source>
   <translation>{n} Aufnahmen liegen nicht mehr an ihrem Platz: Sie bleiben im Projekt.</translation>
  </message>
 </context>
 <context>
  <name>DeletePresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/deleting.py" />
   <source>{n} recording is in the trash. Undo brings its clips back, not the file.</source>
   <translation>{n} Aufnahme liegt im Papierkorb. Rückgängig bringt ihre Clips zurück, nicht die Datei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/deleting.py" />
   <source>{n} recording to the trash</source>
   <translation>{n} Aufnahme in den Papierkorb</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/deleting.py" />
   <source>{n} recordings are in the trash. Undo brings clips back, not files.</source>
   <translation>{n} Aufnahmen liegen im Papierkorb. Rückgängig bringt Clips zurück, nicht die Dateien.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/deleting.py" />
   <source>{n} recordings to the trash</source>
   <translation>{n} Aufnahmen in den Papierkorb</translation>
  </message>
 </context>
 <context>
  <name>DoctorPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Back to all kinds</source>
   <translation>Zurück zu allen Arten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Cannot be read</source>
   <translation>Nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Clipped</source>
   <translation>Übersteuert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Constant offset</source>
   <translation>Gleichanteil</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Data doctor</source>
   <translation>Datendoktor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Del</source>
   <translation>Entf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Device tells the scene</source>
   <translation>Das Gerät verrät die Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Examine</source>
   <translation>Untersuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Examine again</source>
   <translation>Erneut untersuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Exclude</source>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Finds clipped, silent, copied and leaking clips. Changes nothing.</source>
   <translation>Findet übersteuerte, stille, doppelte und auf beiden Seiten liegende Clips. Ändert nichts.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Flag for review</source>
   <translation>Zum Prüfen vormerken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Format tells the scene</source>
   <translation>Das Format verrät die Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Identical</source>
   <translation>Identisch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Keep what sounds</source>
   <translation>Klingendes behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Lengthen</source>
   <translation>Verlängern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Level tells the scene</source>
   <translation>Der Pegel verrät die Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Listening to what is new…</source>
   <translation>Neues wird angehört…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Mostly silent</source>
   <translation>Meist still</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Nearly identical</source>
   <translation>Fast identisch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Nothing of this kind is left.</source>
   <translation>Von dieser Art ist nichts mehr da.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Put on one side</source>
   <translation>Auf eine Seite legen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Same place in train and test</source>
   <translation>Ort auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>Too short</source>
   <translation>Zu kurz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>checked days ago</source>
   <translation>vor Tagen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>checked just now</source>
   <translation>gerade eben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>checked {n} h ago</source>
   <translation>vor {n} h</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>checked {n} min ago</source>
   <translation>vor {n} min</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>{fix}: all {n}</source>
   <translation>{fix}: alle {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/doctor_panel.py" />
   <source>{n} recordings are missing and were not heard.</source>
   <translation>{n} Aufnahmen fehlen und wurden nicht angehört.</translation>
  </message>
 </context>
 <context>
  <name>DoctorPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/doctoring.py" />
   <source>Data doctor</source>
   <translation>Datendoktor</translation>
  </message>
 </context>
 <context>
  <name>EmptyLibrary</name>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Any sound file</source>
   <translation>Jede Audiodatei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Bring your recordings in</source>
   <translation>Holen Sie Ihre Aufnahmen herein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Choose a folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Clips of one place never end up in both training and test.</source>
   <translation>Clips eines Ortes landen nie zugleich in Training und Test.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Drop a folder or files here. One folder per scene is enough: ASC Studio reads the folder names as scenes. Nothing leaves this computer.</source>
   <translation>Legen Sie hier einen Ordner oder Dateien ab. Ein Ordner je Szene genügt: ASC Studio liest die Ordnernamen als Szenen. Nichts verlässt diesen Computer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Import a meta.csv…</source>
   <translation>meta.csv importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Places stay together</source>
   <translation>Orte bleiben zusammen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>The project keeps a reference. Tick Copy to keep them inside it.</source>
   <translation>Das Projekt merkt sich den Verweis. Kreuzen Sie „Kopieren“ an, um sie darin aufzubewahren.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>WAV, FLAC, OGG or MP3, 8 to 192 kHz, any number of channels.</source>
   <translation>WAV, FLAC, OGG oder MP3, 8 bis 192 kHz, beliebig viele Kanäle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Your files stay where they are</source>
   <translation>Ihre Dateien bleiben, wo sie sind</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>A folder with one label track per recording, with frequency ranges.</source>
   <translation>Ein Ordner mit einer Labelspur je Aufnahme, samt Frequenzbereichen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>AOEF (Whombat)</source>
   <translation>AOEF (Whombat)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>All ({n})</source>
   <translation>Alle ({n})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>As</source>
   <translation>Als</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>As what</source>
   <translation>Als was</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Audacity labels</source>
   <translation>Audacity-Labels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>CSV table</source>
   <translation>CSV-Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Clips</source>
   <translation>Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Clips that were picked by hand have no command.</source>
   <translation>Für von Hand gewählte Clips gibt es keinen Befehl.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Copy as command</source>
   <translation>Als Befehl kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>DCASE meta.csv</source>
   <translation>DCASE-meta.csv</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Export all {all} clips</source>
   <translation>Alle {all} Clips exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Export {n} clip</source>
   <translation>{n} Clip exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Export {n} clips</source>
   <translation>{n} Clips exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Export {n} of {all} clips</source>
   <translation>{n} von {all} Clips exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Export {n} selected of {all}</source>
   <translation>{n} ausgewählte von {all} exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Filter ({n})</source>
   <translation>Filter ({n})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>JSON that Label Studio imports, with regions and choices.</source>
   <translation>JSON, das Label Studio importiert, mit Bereichen und Auswahlen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Label Studio tasks</source>
   <translation>Label-Studio-Aufgaben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Not everything fits this format</source>
   <translation>Nicht alles passt in dieses Format</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>One folder per scene; labels inside a clip are its cue markers.</source>
   <translation>Ein Ordner je Szene; Labels innerhalb eines Clips werden Cue-Marken.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>One row per clip with all that is known. Cells that a spreadsheet would take for a formula are quoted.</source>
   <translation>Eine Zeile je Clip mit allem, was bekannt ist. Zellen, die eine Tabellenkalkulation für Formeln hielte, stehen in Anführungszeichen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>One row per recording, as DCASE's data sets have it, tab-separated.</source>
   <translation>Eine Zeile je Aufnahme wie in den Datensätzen von DCASE, mit Tabulatoren.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>One selection table over all recordings.</source>
   <translation>Eine Auswahltabelle über alle Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Parquet table</source>
   <translation>Parquet-Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Raven selection table</source>
   <translation>Raven-Auswahltabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Say where to.</source>
   <translation>Geben Sie an, wohin.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Selection ({n})</source>
   <translation>Auswahl ({n})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>The audio object exchange format: recordings, annotations, tags.</source>
   <translation>Das Austauschformat für Audioobjekte: Aufnahmen, Annotationen, Tags.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>The clips as WAV files</source>
   <translation>Die Clips als WAV-Dateien</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>The same as CSV, typed and small, for pandas and its kin.</source>
   <translation>Dasselbe wie CSV, typisiert und klein, für pandas und Verwandte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>There is no clip in this scope.</source>
   <translation>In diesem Umfang gibt es keinen Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>This file is there already and will be replaced</source>
   <translation>Diese Datei gibt es schon; sie wird ersetzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>This folder is not empty: files of the same names are replaced</source>
   <translation>Dieser Ordner ist nicht leer: Gleichnamige Dateien werden ersetzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>To</source>
   <translation>Nach</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Where to</source>
   <translation>Wohin</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Where to?</source>
   <translation>Wohin?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/export_dialog.py" />
   <source>Which clips</source>
   <translation>Welche Clips</translation>
  </message>
 </context>
 <context>
  <name>FactWords</name>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Author</source>
   <translation>Urheber</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>City</source>
   <translation>Stadt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Excluded</source>
   <translation>Ausgeschlossen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Markers</source>
   <translation>Marken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Needs review</source>
   <translation>Zu prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Nothing selected</source>
   <translation>Nichts ausgewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Position</source>
   <translation>Position</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Recorded</source>
   <translation>Aufgenommen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Session</source>
   <translation>Sitzung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>Verified</source>
   <translation>Bestätigt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>mono</source>
   <translation>mono</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>not read yet</source>
   <translation>noch nicht gelesen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>stereo</source>
   <translation>stereo</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>{device} (unseen in training)</source>
   <translation>{device} (nicht im Training)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>{kind} {rate} kHz {channels}</source>
   <translation>{kind} {rate} kHz {channels}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>{n} channels</source>
   <translation>{n} Kanäle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>{n} clips selected</source>
   <translation>{n} Clips ausgewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>{n} different</source>
   <translation>{n} verschiedene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/facts.py" />
   <source>{s} s</source>
   <translation>{s} s</translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>AOEF (Whombat)</source>
   <translation>AOEF (Whombat)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Audacity labels</source>
   <translation>Audacity-Labels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Audio is elsewhere…</source>
   <translation>Audio liegt woanders…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Copy as command</source>
   <translation>Als Befehl kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Copy the audio into the project</source>
   <translation>Audio ins Projekt kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Copy the audio into the project ({size})</source>
   <translation>Audio ins Projekt kopieren ({size})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Counting…</source>
   <translation>Es wird gezählt…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>DCASE meta.csv</source>
   <translation>DCASE-meta.csv</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Divide into train and test at once; clips of one place stay on one side</source>
   <translation>Gleich in Training und Test aufteilen; Clips eines Ortes bleiben auf einer Seite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Each folder is taken for a scene.</source>
   <translation>Jeder Ordner gilt als Szene.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Every column got a meaning. Change one if it is wrong.</source>
   <translation>Jede Spalte hat eine Bedeutung bekommen. Ändern Sie, was nicht stimmt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Guess again</source>
   <translation>Neu raten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Import {name}</source>
   <translation>{name} importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Import {n} clip</source>
   <translation>{n} Clip importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Import {n} clips</source>
   <translation>{n} Clips importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Import {n} recording</source>
   <translation>{n} Aufnahme importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Import {n} recordings</source>
   <translation>{n} Aufnahmen importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>It is listed after the import.</source>
   <translation>Sie wird nach dem Import aufgelistet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Label Studio</source>
   <translation>Label Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Looking at the files…</source>
   <translation>Die Dateien werden geprüft…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>No folder names a scene, so the clips come in without one.</source>
   <translation>Kein Ordner nennt eine Szene; die Clips kommen ohne herein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>No scene</source>
   <translation>Ohne Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>None of the files is there.</source>
   <translation>Keine der Dateien ist vorhanden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>None of the recordings is here</source>
   <translation>Keine der Aufnahmen liegt hier</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Nothing can come in so. Is the audio elsewhere?</source>
   <translation>So kann nichts hereinkommen. Liegt das Audio woanders?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Parquet table</source>
   <translation>Parquet-Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Raven selections</source>
   <translation>Raven-Auswahlen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Read as</source>
   <translation>Lesen als</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Recordings in folders</source>
   <translation>Aufnahmen in Ordnern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Recordings without labels</source>
   <translation>Aufnahmen ohne Labels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Shards</source>
   <translation>Shards</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>The audio is looked for in {folder}</source>
   <translation>Das Audio wird in {folder} gesucht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>The clips come in without a scene, whatever their folders say.</source>
   <translation>Die Clips kommen ohne Szene herein, was auch ihre Ordner sagen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>The files are still being looked at.</source>
   <translation>Die Dateien werden noch geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>The first of them</source>
   <translation>Die ersten davon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>These labels land all at once, and undo takes them all back.</source>
   <translation>Diese Labels kommen alle auf einmal, und Rückgängig nimmt alle zurück.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>They are listed after the import, and come in when it is repeated.</source>
   <translation>Sie werden nach dem Import aufgelistet und kommen herein, wenn er wiederholt wird.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>They are listed after the import.</source>
   <translation>Sie werden nach dem Import aufgelistet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>They come in without sound and can be located later.</source>
   <translation>Sie kommen ohne Klang herein und lassen sich später zuordnen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Where are the recordings?</source>
   <translation>Wo liegen die Aufnahmen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>cities</source>
   <translation>Städte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>clips</source>
   <translation>Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>devices</source>
   <translation>Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>files missing</source>
   <translation>fehlende Dateien</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>locations</source>
   <translation>Orte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>not in the folder</source>
   <translation>nicht im Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>segments</source>
   <translation>Segmente</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{kind} (guessed)</source>
   <translation>{kind} (geraten)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} column is kept as it is. Change a meaning if it is wrong.</source>
   <translation>{n} Spalte wird unverändert übernommen. Ändern Sie die Bedeutung, wenn sie nicht stimmt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} columns are kept as they are. Change a meaning if it is wrong.</source>
   <translation>{n} Spalten werden unverändert übernommen. Ändern Sie eine Bedeutung, wenn sie nicht stimmt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} entries cannot be used</source>
   <translation>{n} Einträge sind nicht brauchbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} entry cannot be used</source>
   <translation>{n} Eintrag ist nicht brauchbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} of {all} files are not in the folder</source>
   <translation>{n} von {all} Dateien liegen nicht im Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} of {all} rows</source>
   <translation>{n} von {all} Zeilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} of {name}</source>
   <translation>{n} von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} segment</source>
   <translation>{n} Segment</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>{n} segments</source>
   <translation>{n} Segmente</translation>
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Exclude</source>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Find similar</source>
   <translation>Ähnliche</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>How much per device</source>
   <translation>Wie viel je Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Label these</source>
   <translation>Diese labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Label with a key</source>
   <translation>Mit einer Taste labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Select clips first.</source>
   <translation>Wählen Sie zuerst Clips aus.</translation>
  </message>
 </context>
 <context>
  <name>Library</name>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Bring in, take out</source>
   <translation>Import und Export</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Decide</source>
   <translation>Entscheiden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Delete from disk…</source>
   <translation>Vom Datenträger löschen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Divide into train and test…</source>
   <translation>In Training und Test aufteilen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Divide…</source>
   <translation>Aufteilen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Examine the data</source>
   <translation>Daten untersuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Exclude</source>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Filter clips</source>
   <translation>Clips filtern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Find similar</source>
   <translation>Ähnliche finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Go to Label</source>
   <translation>Zu „Labeln“</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Import a folder…</source>
   <translation>Ordner importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Import a table or labels…</source>
   <translation>Tabelle oder Labels importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Import recordings…</source>
   <translation>Aufnahmen importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Label as {scene}</source>
   <translation>Als {scene} labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Label the selection</source>
   <translation>Auswahl labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Label these, one by one</source>
   <translation>Diese labeln, einen nach dem anderen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Locate audio…</source>
   <translation>Audio zuordnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Look and hear</source>
   <translation>Sehen und hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Loop</source>
   <translation>Schleife</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Mark as verified</source>
   <translation>Als bestätigt markieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Mark for review</source>
   <translation>Zum Prüfen vormerken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Mend the label file, and import it again.</source>
   <translation>Bringen Sie die Labeldatei in Ordnung und importieren Sie sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Most useful next: label it.</source>
   <translation>Als Nächstes am nützlichsten: ihn labeln.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Most useful next: label {n} of them.</source>
   <translation>Als Nächstes am nützlichsten: {n} davon labeln.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Play or pause</source>
   <translation>Abspielen oder Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Show all {n}</source>
   <translation>Alle {n} anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Show it</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Show the file</source>
   <translation>Datei anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>Show the {n} files</source>
   <translation>Die {n} Dateien anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Snapshots…</source>
   <translation>Snapshots…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Take a snapshot</source>
   <translation>Snapshot anlegen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Teach a place from these clips…</source>
   <translation>Aus diesen Clips einen Ort anlernen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>The others are divided. Training and tests leave these out.</source>
   <translation>Die anderen sind aufgeteilt. Training und Tests lassen diese aus.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>Trust</source>
   <translation>Vertrauen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/commands.py" />
   <source>What the model sees</source>
   <translation>Was das Modell sieht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} clip is in</source>
   <translation>{n} Clip ist da</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} clip is in neither training nor test</source>
   <translation>{n} Clip ist weder im Training noch im Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} clip is in.</source>
   <translation>{n} Clip ist da.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} clips are in</source>
   <translation>{n} Clips sind da</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} clips are in neither training nor test</source>
   <translation>{n} Clips sind weder im Training noch im Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} clips are in.</source>
   <translation>{n} Clips sind da.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} file could not be read</source>
   <translation>{n} Datei war nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} file is cut short</source>
   <translation>{n} Datei ist abgeschnitten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} files are cut short</source>
   <translation>{n} Dateien sind abgeschnitten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} files could not be read</source>
   <translation>{n} Dateien waren nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} label was refused</source>
   <translation>{n} Label wurde abgelehnt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/news.py" />
   <source>{n} labels were refused</source>
   <translation>{n} Labels wurden abgelehnt</translation>
  </message>
 </context>
 <context>
  <name>LibraryPage</name>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>An import is going on.</source>
   <translation>Ein Import läuft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Bring your recordings in</source>
   <translation>Holen Sie Ihre Aufnahmen herein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Choose a clip to see and hear it.</source>
   <translation>Wählen Sie einen Clip, um ihn zu sehen und zu hören.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Choose a folder of recordings</source>
   <translation>Ordner mit Aufnahmen wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Choose a table or a label file</source>
   <translation>Tabelle oder Labeldatei wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Choose recordings</source>
   <translation>Aufnahmen wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Drop one folder, recordings of one folder, or one table.</source>
   <translation>Legen Sie einen Ordner ab, Aufnahmen eines Ordners oder eine Tabelle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Files that were not deleted: {n}</source>
   <translation>Nicht gelöschte Dateien: {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Import clips first.</source>
   <translation>Importieren Sie zuerst Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Locate audio…</source>
   <translation>Audio zuordnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Name, place or note</source>
   <translation>Name, Ort oder Notiz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Open a project first.</source>
   <translation>Öffnen Sie zuerst ein Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Recordings ({patterns})</source>
   <translation>Aufnahmen ({patterns})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Recordings are being deleted.</source>
   <translation>Aufnahmen werden gelöscht.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Record…</source>
   <translation>Aufnehmen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Select clips first.</source>
   <translation>Wählen Sie zuerst Clips aus.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Tables and labels ({patterns})</source>
   <translation>Tabellen und Labels ({patterns})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Text: {text}</source>
   <translation>Text: {text}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>The recordings have moved</source>
   <translation>Die Aufnahmen sind umgezogen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>They appear here as they are read. Activity shows how far it is.</source>
   <translation>Sie erscheinen hier, sobald sie gelesen sind. Unter „Aktivität“ steht, wie weit es ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>This project is open to look at, not to change.</source>
   <translation>Dieses Projekt ist zum Ansehen geöffnet, nicht zum Ändern.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>What is not in: {n}</source>
   <translation>Was nicht hereinkam: {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>Your recordings are coming in</source>
   <translation>Ihre Aufnahmen kommen herein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>{n} recording points to a folder that is not there. Labels are safe.</source>
   <translation>{n} Aufnahme verweist auf einen Ordner, den es nicht gibt. Die Labels sind sicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/view.py" />
   <source>{n} recordings point to a folder that is not there. Labels are safe.</source>
   <translation>{n} Aufnahmen verweisen auf einen Ordner, den es nicht gibt. Die Labels sind sicher.</translation>
  </message>
 </context>
 <context>
  <name>LibraryPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source> · {k} selected</source>
   <translation> · {k} ausgewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Already {scene}</source>
   <translation>Ist schon {scene}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Clips are coming in</source>
   <translation>Clips kommen herein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Done again: {what}</source>
   <translation>Wiederholt: {what}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Export to {name}</source>
   <translation>Export nach {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Fingerprints of the recordings</source>
   <translation>Fingerabdrücke der Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Import of {name}</source>
   <translation>Import von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Import stopped. What was read until then is in.</source>
   <translation>Import angehalten. Was bis dahin gelesen war, ist da.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>No clips yet</source>
   <translation>Noch keine Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>No scene yet</source>
   <translation>Noch keine Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Not in a split</source>
   <translation>In keiner Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Not known</source>
   <translation>Unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>Undone: {what}</source>
   <translation>Rückgängig gemacht: {what}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} clip is in</source>
   <translation>{n} Clip ist da</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} clip is in {place}</source>
   <translation>{n} Clip ist in {place}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} clips are in</source>
   <translation>{n} Clips sind da</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} clips are in {place}</source>
   <translation>{n} Clips sind in {place}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} device</source>
   <translation>{n} Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} devices</source>
   <translation>{n} Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} scene</source>
   <translation>{n} Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{n} scenes</source>
   <translation>{n} Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/presenter.py" />
   <source>{shown} of {n}</source>
   <translation>{shown} von {n}</translation>
  </message>
 </context>
 <context>
  <name>LocateDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>By path first, then by size and content.</source>
   <translation>Zuerst nach Pfad, dann nach Größe und Inhalt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Choose where they are now…</source>
   <translation>Wählen, wo sie jetzt liegen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Every folder of recordings is where it was. Single files may not be.</source>
   <translation>Jeder Ordner mit Aufnahmen ist, wo er war. Einzelne Dateien vielleicht nicht.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Locate audio</source>
   <translation>Audio zuordnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Looking for recordings</source>
   <translation>Aufnahmen werden gesucht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Looking in {folder}</source>
   <translation>{folder} wird durchsucht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Nothing is missing any more.</source>
   <translation>Es fehlt nichts mehr.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Read files that are in their places too, in case names were exchanged (slow)</source>
   <translation>Auch Dateien an ihrem Platz lesen, falls Namen vertauscht wurden (langsam)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Stop looking</source>
   <translation>Suche beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>What is missing</source>
   <translation>Was fehlt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>Where are the recordings now?</source>
   <translation>Wo liegen die Aufnahmen jetzt?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{folder}  ({n})</source>
   <translation>{folder}  ({n})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{n} are still missing. No label was put on a file that is not its own.</source>
   <translation>{n} fehlen noch. Kein Label kam an eine fremde Datei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{n} is still missing. No label was put on a file that is not its own.</source>
   <translation>{n} fehlt noch. Kein Label kam an eine fremde Datei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{n} recording found again</source>
   <translation>{n} Aufnahme wiedergefunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{n} recording points to a folder that is not there. Labels are safe.</source>
   <translation>{n} Aufnahme verweist auf einen Ordner, den es nicht gibt. Die Labels sind sicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{n} recordings found again</source>
   <translation>{n} Aufnahmen wiedergefunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/locate_dialog.py" />
   <source>{n} recordings point to folders that are not there. Labels are safe.</source>
   <translation>{n} Aufnahmen verweisen auf Ordner, die es nicht gibt. Die Labels sind sicher.</translation>
  </message>
 </context>
 <context>
  <name>LocatePresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/locating.py" />
   <source>Looking for recordings in {name}</source>
   <translation>Aufnahmen werden in {name} gesucht</translation>
  </message>
 </context>
 <context>
  <name>MappingTable</name>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Author</source>
   <translation>Urheber</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Channel</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>City</source>
   <translation>Stadt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>End (s)</source>
   <translation>Ende (s)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>First rows of the table</source>
   <translation>Die ersten Zeilen der Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>From (Hz)</source>
   <translation>Von (Hz)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Identifier</source>
   <translation>Kennung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Kept as it is</source>
   <translation>Unverändert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Length (s)</source>
   <translation>Länge (s)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Not read</source>
   <translation>Nicht gelesen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Recorded at</source>
   <translation>Aufgenommen am</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Session</source>
   <translation>Sitzung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>Start (s)</source>
   <translation>Beginn (s)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>To (Hz)</source>
   <translation>Bis (Hz)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>What was found</source>
   <translation>Was gefunden wurde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/mapping_table.py" />
   <source>What {column} means</source>
   <translation>Was {column} bedeutet</translation>
  </message>
 </context>
 <context>
  <name>NoMatch</name>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Clear filters</source>
   <translation>Filter leeren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>No clip has all of this</source>
   <translation>Kein Clip erfüllt das alles</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Without “{filter}”: {n} clip</source>
   <translation>Ohne „{filter}“: {n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/parts.py" />
   <source>Without “{filter}”: {n} clips</source>
   <translation>Ohne „{filter}“: {n} Clips</translation>
  </message>
 </context>
 <context>
  <name>PlayerBar</name>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Frequency axis</source>
   <translation>Frequenzachse</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Linear</source>
   <translation>Linear</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Log</source>
   <translation>Log</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Loop</source>
   <translation>Schleife</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Mel</source>
   <translation>Mel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Reading {name}</source>
   <translation>{name} wird gelesen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Space</source>
   <translation>Leertaste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>Spectrogram of the clip</source>
   <translation>Spektrogramm des Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>There is no bundle here yet.</source>
   <translation>Hier gibt es noch kein Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>What the model sees</source>
   <translation>Was das Modell sieht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>What the model sees (M)</source>
   <translation>Was das Modell sieht (M)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/player.py" />
   <source>What the model sees is drawn for clips of up to 5 min.</source>
   <translation>Was das Modell sieht, wird für Clips bis 5 min gezeichnet.</translation>
  </message>
 </context>
 <context>
  <name>ProblemsDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Copy the list</source>
   <translation>Liste kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Files that are not in: {n}</source>
   <translation>Nicht hereingekommene Dateien: {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>In the folder</source>
   <translation>Im Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Mend or replace them where they are, then try them again.</source>
   <translation>Reparieren oder ersetzen Sie sie an Ort und Stelle und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Retry</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/import_dialog.py" />
   <source>Why</source>
   <translation>Warum</translation>
  </message>
 </context>
 <context>
  <name>RecordDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Count down from three</source>
   <translation>Von drei herunterzählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>It is being brought in.</source>
   <translation>Sie wird hereingeholt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Level</source>
   <translation>Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>No label yet; choose or type a scene</source>
   <translation>Noch kein Label; wählen oder tippen Sie eine Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Nothing is kept yet.</source>
   <translation>Es wird noch nichts behalten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>On disk as it comes.</source>
   <translation>Wird sofort auf den Datenträger geschrieben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Opening the microphone…</source>
   <translation>Das Mikrofon wird geöffnet…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Record</source>
   <translation>Aufnehmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Say or play something: the level should move.</source>
   <translation>Sprechen Sie oder spielen Sie etwas: Der Pegel sollte sich bewegen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Some of it was too loud. Record it again with less gain.</source>
   <translation>Ein Teil war zu laut. Nehmen Sie mit weniger Verstärkung erneut auf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>The microphone is not open.</source>
   <translation>Das Mikrofon ist nicht geöffnet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>Too loud: turn the input down.</source>
   <translation>Zu laut: Regeln Sie den Eingang herunter.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>{s} s are in, without a label</source>
   <translation>{s} s sind da, ohne Label</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>{s} s of {scene} are in</source>
   <translation>{s} s {scene} sind da</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/record_dialog.py" />
   <source>{s} s were not heard.</source>
   <translation>{s} s wurden nicht gehört.</translation>
  </message>
 </context>
 <context>
  <name>RecordPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/recording.py" />
   <source>Recorded {s} s</source>
   <translation>{s} s aufgenommen</translation>
  </message>
 </context>
 <context>
  <name>SnapshotsDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>A name, if you like</source>
   <translation>Ein Name, wenn Sie mögen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>A run names the snapshot it learned from. Recordings are not copied.</source>
   <translation>Ein Lauf nennt den Snapshot, aus dem er gelernt hat. Aufnahmen werden nicht kopiert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>A snapshot is being taken.</source>
   <translation>Ein Snapshot wird angelegt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Clips</source>
   <translation>Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>From snapshot</source>
   <translation>Von Snapshot</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Labelled</source>
   <translation>Gelabelt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Name of the snapshot</source>
   <translation>Name des Snapshots</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>No.</source>
   <translation>Nr.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Show clips that {did}</source>
   <translation>Clips anzeigen: {did}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Snapshots</source>
   <translation>Snapshots</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Take a snapshot</source>
   <translation>Snapshot anlegen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>Taken</source>
   <translation>Angelegt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>There are none.</source>
   <translation>Es gibt keine.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>They are not in the project any more.</source>
   <translation>Sie sind nicht mehr im Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>To snapshot</source>
   <translation>Bis Snapshot</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>came in</source>
   <translation>hinzugekommen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>differ otherwise</source>
   <translation>sonst verschieden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>have other scenes</source>
   <translation>mit anderer Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots_dialog.py" />
   <source>went</source>
   <translation>verschwunden</translation>
  </message>
 </context>
 <context>
  <name>SnapshotsPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots.py" />
   <source>Everything is saved already. Snapshot {n} made.</source>
   <translation>Alles ist schon gespeichert. Snapshot {n} angelegt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/snapshots.py" />
   <source>Nothing changed since snapshot {n}.</source>
   <translation>Seit Snapshot {n} hat sich nichts geändert.</translation>
  </message>
 </context>
 <context>
  <name>SplitDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>All their clips belong together. More places would help.</source>
   <translation>Alle ihre Clips gehören zusammen. Mehr Orte würden helfen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Another division</source>
   <translation>Andere Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Choose a table…</source>
   <translation>Tabelle wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Choose one of the two tables</source>
   <translation>Eine der beiden Tabellen wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Clips of one city</source>
   <translation>Clips einer Stadt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Clips of one location</source>
   <translation>Clips eines Ortes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Clips of one recording</source>
   <translation>Clips einer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Clips of one session</source>
   <translation>Clips einer Sitzung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Clips on both sides</source>
   <translation>Clips auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Copies of one sound</source>
   <translation>Kopien eines Klangs</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Device {name}</source>
   <translation>Gerät {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Divide</source>
   <translation>Aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Divide into train and test</source>
   <translation>In Training und Test aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Groups stay whole: more places would help.</source>
   <translation>Gruppen bleiben ganz: Mehr Orte würden helfen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>How much for the test</source>
   <translation>Wie viel für den Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>In the test</source>
   <translation>Im Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Little</source>
   <translation>Wenig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Much</source>
   <translation>Viel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Neither training nor the test will hear them.</source>
   <translation>Weder Training noch Test werden sie hören.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Never divide</source>
   <translation>Nie aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>No clip says it.</source>
   <translation>Kein Clip gibt es an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>No other division of whole groups comes as near.</source>
   <translation>Keine andere Aufteilung ganzer Gruppen kommt so nah heran.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>No scene</source>
   <translation>Ohne Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Nothing is divided yet.</source>
   <translation>Es ist noch nichts aufgeteilt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Now: {train} train, {test} test, {leaks}.</source>
   <translation>Jetzt: {train} Training, {test} Test, {leaks}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>On both sides, as chosen: {what}</source>
   <translation>Auf beiden Seiten, wie gewählt: {what}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>On both sides: {groups}</source>
   <translation>Auf beiden Seiten: {groups}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>On one side only: {scenes}</source>
   <translation>Nur auf einer Seite: {scenes}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>One recording is never divided.</source>
   <translation>Eine Aufnahme wird nie aufgeteilt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Or as it was published</source>
   <translation>Oder wie veröffentlicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Such as fold1_train.csv of a DCASE data set</source>
   <translation>Etwa fold1_train.csv eines DCASE-Datensatzes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Tables of file names ({patterns})</source>
   <translation>Tabellen mit Dateinamen ({patterns})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>The data doctor found none, or has not looked yet.</source>
   <translation>Der Datendoktor fand keine oder hat noch nicht nachgesehen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>The division is being planned.</source>
   <translation>Die Aufteilung wird geplant.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>The division was given so.</source>
   <translation>Die Aufteilung war so vorgegeben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>The result would look better than it is</source>
   <translation>Das Ergebnis sähe besser aus, als es ist</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>Train</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>on both sides</source>
   <translation>auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>train</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} % of every scene, as near as whole groups allow</source>
   <translation>{n} % jeder Szene, so genau ganze Gruppen es erlauben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} cities</source>
   <translation>{n} Städte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} city</source>
   <translation>{n} Stadt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} clip is in neither</source>
   <translation>{n} Clip ist in keinem von beiden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} clips are in neither</source>
   <translation>{n} Clips sind in keinem von beiden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} group on both sides</source>
   <translation>{n} Gruppe auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} groups on both sides</source>
   <translation>{n} Gruppen auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} location</source>
   <translation>{n} Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} locations</source>
   <translation>{n} Orte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} recording</source>
   <translation>{n} Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} recordings</source>
   <translation>{n} Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} scene misses {p} %</source>
   <translation>{n} Szene verfehlt {p} %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} scenes miss {p} %</source>
   <translation>{n} Szenen verfehlen {p} %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} session</source>
   <translation>{n} Sitzung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{n} sessions</source>
   <translation>{n} Sitzungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/split_dialog.py" />
   <source>{scene}: {clips} clips in {groups} groups, the smallest of {smallest}.</source>
   <translation>{scene}: {clips} Clips in {groups} Gruppen, die kleinste mit {smallest}.</translation>
  </message>
 </context>
 <context>
  <name>SplitPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/library/splitting.py" />
   <source>Beside {name} lies no table of the other side.</source>
   <translation>Neben {name} liegt keine Tabelle der anderen Seite.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/splitting.py" />
   <source>Divided: {train} clips train, {test} test.</source>
   <translation>Aufgeteilt: {train} Clips Training, {test} Test.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/library/splitting.py" />
   <source>Division into train and test</source>
   <translation>Aufteilung in Training und Test</translation>
  </message>
 </context>
</TS>
