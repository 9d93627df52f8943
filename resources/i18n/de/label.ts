<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>ClipQueueList</name>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_list.py" />
   <source>Queue</source>
   <translation>Warteschlange</translation>
  </message>
 </context>
 <context>
  <name>ClipQueueModel</name>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_list.py" />
   <source>Audio not found</source>
   <translation>Audio nicht gefunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_list.py" />
   <source>Clip</source>
   <translation>Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_list.py" />
   <source>Locate</source>
   <translation>Zuordnen</translation>
  </message>
 </context>
 <context>
  <name>ClipQueuePanel</name>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Back to the queue</source>
   <translation>Zurück zur Warteschlange</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Better order in {time}</source>
   <translation>Bessere Reihenfolge in {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Flagged</source>
   <translation>Vorgemerkt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Labelled</source>
   <translation>Gelabelt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Listen no more</source>
   <translation>Anhören beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Listen to all</source>
   <translation>Alle anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Listen to all, {time}</source>
   <translation>Alle anhören, {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Next most useful</source>
   <translation>Die nützlichsten zuerst</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Queue</source>
   <translation>Warteschlange</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Useful</source>
   <translation>Nützlich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>Which queue</source>
   <translation>Welche Warteschlange</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>{n} clips were not listened to yet: for suggestions and a better order.</source>
   <translation>{n} Clips wurden noch nicht angehört: für Vorschläge und eine bessere Reihenfolge.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/queue_panel.py" />
   <source>{place} of {n}</source>
   <translation>{place} von {n}</translation>
  </message>
 </context>
 <context>
  <name>Ending</name>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>All there is left is to look at them again, or to train.</source>
   <translation>Jetzt bleibt nur noch, sie erneut anzusehen oder zu trainieren.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Bring recordings in first.</source>
   <translation>Holen Sie zuerst Aufnahmen herein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Every clip has a label</source>
   <translation>Jeder Clip hat ein Label</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Find label errors</source>
   <translation>Labelfehler finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Go to Library</source>
   <translation>Zur Bibliothek</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Locate audio…</source>
   <translation>Audio zuordnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Look at all clips</source>
   <translation>Alle Clips ansehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Look at them</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Next most useful</source>
   <translation>Die nützlichsten zuerst</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>No clip needs review</source>
   <translation>Kein Clip muss geprüft werden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>R marks a clip that you are not sure of.</source>
   <translation>R merkt einen Clip vor, bei dem Sie unsicher sind.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>Say where the files are now, or put them back. Labels are safe.</source>
   <translation>Geben Sie an, wo die Dateien jetzt liegen, oder legen Sie sie zurück. Die Labels sind sicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>The clips that are left have no audio</source>
   <translation>Die übrigen Clips haben kein Audio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>The clips that are left need review</source>
   <translation>Die übrigen Clips müssen geprüft werden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>There is nothing to label yet</source>
   <translation>Es gibt noch nichts zu labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>This was the last one</source>
   <translation>Das war der letzte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>{k} keys per clip.</source>
   <translation>{k} Tasten je Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>{n} clip in {m} min.</source>
   <translation>{n} Clip in {m} min.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/ending.py" />
   <source>{n} clips in {m} min.</source>
   <translation>{n} Clips in {m} min.</translation>
  </message>
 </context>
 <context>
  <name>HearingPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>All clips equally loud</source>
   <translation>Alle Clips gleich laut</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Before a selection</source>
   <translation>Vor einer Auswahl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Heard through</source>
   <translation>Wiedergabe über</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Listen to all clips for suggestions</source>
   <translation>Für Vorschläge alle Clips anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Nothing</source>
   <translation>Nichts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Play each clip as it comes</source>
   <translation>Jeden Clip abspielen, sobald er kommt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>The system's own</source>
   <translation>Wie im System</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>{n}×</source>
   <translation>{n}×</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>{s} s</source>
   <translation>{s} s</translation>
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Clip</source>
   <translation>Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Clips labelled</source>
   <translation>Gelabelte Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Device {device}</source>
   <translation>Gerät {device}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Exclude from training</source>
   <translation>Vom Training ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Excluded</source>
   <translation>Ausgeschlossen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Keystrokes per clip</source>
   <translation>Tastendrücke je Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Level</source>
   <translation>Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Level, first 10 s</source>
   <translation>Pegel, erste 10 s</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Needs review</source>
   <translation>Zu prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>No clip</source>
   <translation>Kein Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>No scene yet</source>
   <translation>Ohne Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Nothing has listened to this clip yet.</source>
   <translation>Diesen Clip hat noch kein Modell angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Recorded at</source>
   <translation>Aufgenommen am</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Recorded by</source>
   <translation>Aufgenommen mit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Review</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Show 50 similar</source>
   <translation>50 ähnliche anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Sounds like</source>
   <translation>Klingt wie</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Suggestion was right</source>
   <translation>Vorschlag war richtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>The clips are being listened to.</source>
   <translation>Die Clips werden angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Verified</source>
   <translation>Bestätigt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Verify</source>
   <translation>Bestätigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Worth a second look</source>
   <translation>Einen zweiten Blick wert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Worth a second look: labelled otherwise than a suggestion that was at least {sure} sure. Find label errors looks at all of them.</source>
   <translation>Einen zweiten Blick wert: anders gelabelt als ein Vorschlag, der mindestens {sure} sicher war. „Labelfehler finden“ prüft sie alle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>cosine</source>
   <translation>Kosinus</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>{n} of {clips}</source>
   <translation>{n} von {clips}</translation>
  </message>
 </context>
 <context>
  <name>Label</name>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>1 in {n}</source>
   <translation>1 von {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Accept and next</source>
   <translation>Annehmen und weiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Accept the suggestion and go on</source>
   <translation>Vorschlag annehmen und weiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>All of the clip</source>
   <translation>Der ganze Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Back 1 s</source>
   <translation>1 s zurück</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Back, forward 1 s</source>
   <translation>1 s zurück, vor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Blind check</source>
   <translation>Blindprobe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Blind check: hide suggestions</source>
   <translation>Blindprobe: Vorschläge verbergen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Ctrl | Shift | wheel</source>
   <translation>Strg | Umschalt | Rad</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Ctrl | wheel</source>
   <translation>Strg | Rad</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Decide</source>
   <translation>Entscheiden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Delete the segment</source>
   <translation>Segment löschen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Edit note</source>
   <translation>Notiz bearbeiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Exclude</source>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Find similar</source>
   <translation>Ähnliche finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>First, last edge</source>
   <translation>Erste, letzte Kante</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Fit</source>
   <translation>Einpassen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Forward 1 s</source>
   <translation>1 s vor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Frequency zoom</source>
   <translation>Frequenzzoom</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Grey</source>
   <translation>Grau</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Hear</source>
   <translation>Hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>In, normal, out</source>
   <translation>Größer, normal, kleiner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Inverted grey</source>
   <translation>Grau umgekehrt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Label as {scene}</source>
   <translation>Als {scene} labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Linear</source>
   <translation>Linear</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Log</source>
   <translation>Log</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Look</source>
   <translation>Sehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Loop</source>
   <translation>Schleife</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Louder picture</source>
   <translation>Kräftigeres Bild</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Louder, softer picture</source>
   <translation>Bild kräftiger, schwächer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Mel</source>
   <translation>Mel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Move</source>
   <translation>Bewegen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Move edge 10 ms, 1 ms</source>
   <translation>Kante um 10 ms, 1 ms</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Move the edge 1 ms earlier</source>
   <translation>Kante 1 ms früher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Move the edge 1 ms later</source>
   <translation>Kante 1 ms später</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Move the edge 10 ms earlier</source>
   <translation>Kante 10 ms früher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Move the edge 10 ms later</source>
   <translation>Kante 10 ms später</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Needs review</source>
   <translation>Zu prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>New at selection</source>
   <translation>Neu an der Auswahl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>New segment at the selection or the cursor</source>
   <translation>Neues Segment an der Auswahl oder am Cursor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Next clip</source>
   <translation>Nächster Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Next colour map</source>
   <translation>Nächste Farbskala</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Next segment</source>
   <translation>Nächstes Segment</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Next, previous clip</source>
   <translation>Nächster, voriger Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Normal zoom</source>
   <translation>Normaler Zoom</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Play or pause</source>
   <translation>Abspielen oder Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Play selection</source>
   <translation>Auswahl abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Play the selection</source>
   <translation>Auswahl abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Play, pause</source>
   <translation>Abspielen, Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Previous clip</source>
   <translation>Voriger Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Queue</source>
   <translation>Warteschlange</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>Right about 19 times in 20</source>
   <translation>Stimmt etwa 19-mal von 20</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>Right about 99 times in 100</source>
   <translation>Stimmt etwa 99-mal von 100</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>Right about once in 10</source>
   <translation>Stimmt etwa einmal von 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>Right about {n} times in 10</source>
   <translation>Stimmt etwa {n}-mal von 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Scene 1 to 10</source>
   <translation>Szene 1 bis 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Scenes from 11 on</source>
   <translation>Szenen ab 11</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Scroll</source>
   <translation>Scrollen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Segment with a frequency band</source>
   <translation>Segment mit Frequenzband</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Segment, with the second tool</source>
   <translation>Segment, mit dem zweiten Werkzeug</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Segments</source>
   <translation>Segmente</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Shift | drag</source>
   <translation>Umschalt | ziehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Shift | wheel</source>
   <translation>Umschalt | Rad</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Show 50 similar clips</source>
   <translation>50 ähnliche Clips anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Show the whole clip</source>
   <translation>Ganzen Clip anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Snap</source>
   <translation>Einrasten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Snap edges, or let them go free</source>
   <translation>Kanten einrasten lassen oder nicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Softer picture</source>
   <translation>Schwächeres Bild</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Time zoom</source>
   <translation>Zeitzoom</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Type a scene</source>
   <translation>Szene tippen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Type a scene: just these words</source>
   <translation>Szene tippen: genau diese Worte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Verify</source>
   <translation>Bestätigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>What the model sees</source>
   <translation>Was das Modell sieht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Work on the beginning of the segment</source>
   <translation>Am Anfang des Segments arbeiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Work on the end of the segment</source>
   <translation>Am Ende des Segments arbeiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Zoom to selection</source>
   <translation>Auf Auswahl zoomen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>Zoom to the selection</source>
   <translation>Auf die Auswahl zoomen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/commands.py" />
   <source>drag</source>
   <translation>ziehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>drawn by lot</source>
   <translation>ausgelost</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>least sure, {p}</source>
   <translation>am unsichersten, {p}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>less than 1 in 20</source>
   <translation>weniger als 1 von 20</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>neighbours disagree</source>
   <translation>Nachbarn widersprechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>new kind of sound</source>
   <translation>neue Art von Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>unsure, {p}</source>
   <translation>unsicher, {p}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>{n} in 10</source>
   <translation>{n} von 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/words.py" />
   <source>{s} s</source>
   <translation>{s} s</translation>
  </message>
 </context>
 <context>
  <name>LabelHelp</name>
  <message>
   <location filename="../../../ascstudio/pages/label/help.py" />
   <source>Embeddings of all clips</source>
   <translation>Embeddings aller Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/help.py" />
   <source>The bundle hardly tells these scenes apart: no label can be judged.</source>
   <translation>Das Bundle kann diese Szenen kaum unterscheiden: Kein Label lässt sich beurteilen.</translation>
  </message>
 </context>
 <context>
  <name>LabelPage</name>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>All keys: ?</source>
   <translation>Alle Tasten: ?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Choose a segment first.</source>
   <translation>Wählen Sie zuerst ein Segment.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Chosen clips</source>
   <translation>Gewählte Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Ctrl+B makes a segment of it, the key of a scene labels it so.</source>
   <translation>Strg+B macht ein Segment daraus, die Taste einer Szene labelt es so.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Drag to draw a segment; hold Shift for a frequency band as well.</source>
   <translation>Ziehen Sie, um ein Segment zu zeichnen; mit Umschalt auch ein Frequenzband.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Drag to move the view.</source>
   <translation>Ziehen Sie, um die Ansicht zu verschieben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Drag to select a stretch, then Ctrl+B or the key of a scene.</source>
   <translation>Ziehen Sie, um ein Stück zu wählen, dann Strg+B oder die Taste einer Szene.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Edges move freely.</source>
   <translation>Kanten bewegen sich frei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Edges snap.</source>
   <translation>Kanten rasten ein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Find label errors</source>
   <translation>Labelfehler finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>It is passed over. Labels are safe.</source>
   <translation>Er wird übergangen. Die Labels sind sicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Label</source>
   <translation>Labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Label at least {n} clips first.</source>
   <translation>Labeln Sie zuerst mindestens {n} Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Listen with Space, then press the key of the scene: the next clip comes.</source>
   <translation>Hören Sie mit der Leertaste, dann drücken Sie die Taste der Szene: Der nächste Clip kommt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Locate audio…</source>
   <translation>Audio zuordnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Not sure: R. Not usable: X. Wrong key: Ctrl+Z goes back.</source>
   <translation>Unsicher: R. Unbrauchbar: X. Falsche Taste: Strg+Z geht zurück.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Nothing has listened to the clips yet.</source>
   <translation>Die Clips hat noch kein Modell angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Nothing has listened to this clip yet.</source>
   <translation>Diesen Clip hat noch kein Modell angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>Press / and type the name of the scene that you hear.</source>
   <translation>Drücken Sie / und tippen Sie den Namen der Szene, die Sie hören.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>There is no bundle to look through.</source>
   <translation>Es gibt kein Bundle, durch das man schauen könnte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>There is no clip here.</source>
   <translation>Hier ist kein Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>There is no segment here.</source>
   <translation>Hier ist kein Segment.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>There is no suggestion for this clip.</source>
   <translation>Für diesen Clip gibt es keinen Vorschlag.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>They are passed over. Labels are safe.</source>
   <translation>Sie werden übergangen. Die Labels sind sicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>{n} clip has no audio</source>
   <translation>{n} Clip hat kein Audio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>{n} clip without a label</source>
   <translation>{n} Clip ohne Label</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>{n} clips have no audio</source>
   <translation>{n} Clips haben kein Audio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/view.py" />
   <source>{n} clips without a label</source>
   <translation>{n} Clips ohne Label</translation>
  </message>
 </context>
 <context>
  <name>LabelPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>Doubtful labels</source>
   <translation>Zweifelhafte Labels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>Give it a scene first: there is nothing to verify yet.</source>
   <translation>Geben Sie ihm zuerst eine Szene: Noch gibt es nichts zu bestätigen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>No label looks wrong.</source>
   <translation>Kein Label wirkt falsch.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>Nothing changed: it was so already</source>
   <translation>Nichts geändert: Es war schon so</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>Queue reordered</source>
   <translation>Warteschlange neu geordnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>Sounds like this</source>
   <translation>Klingt wie dieser</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/presenter.py" />
   <source>rather {scene}?</source>
   <translation>eher {scene}?</translation>
  </message>
 </context>
 <context>
  <name>NoteField</name>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>What is special about this clip</source>
   <translation>Was an diesem Clip besonders ist</translation>
  </message>
 </context>
 <context>
  <name>PictureButton</name>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>How the spectrogram is drawn</source>
   <translation>Wie das Spektrogramm gezeichnet wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Picture: {how}</source>
   <translation>Bild: {how}</translation>
  </message>
 </context>
 <context>
  <name>PicturePanel</name>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>All there are</source>
   <translation>Alle vorhandenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>As the theme</source>
   <translation>Wie das Design</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Found by itself</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Frequency axis</source>
   <translation>Frequenzachse</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Gain</source>
   <translation>Verstärkung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Highest frequency</source>
   <translation>Höchste Frequenz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Range</source>
   <translation>Dynamik</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>{n} samples</source>
   <translation>{n} Abtastwerte</translation>
  </message>
 </context>
 <context>
  <name>SceneKeys</name>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Type a scene</source>
   <translation>Szene tippen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Type a scene; Enter takes the first, Shift+Enter just this</source>
   <translation>Szene tippen; Enter nimmt die erste, Umschalt+Enter genau diese</translation>
  </message>
 </context>
 <context>
  <name>Stage</name>
  <message>
   <location filename="../../../ascstudio/pages/label/stage.py" />
   <source>Sound of the clip</source>
   <translation>Klang des Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/stage.py" />
   <source>The whole recording</source>
   <translation>Die ganze Aufnahme</translation>
  </message>
 </context>
 <context>
  <name>StateRow</name>
  <message>
   <location filename="../../../ascstudio/pages/label/inspector.py" />
   <source>on</source>
   <translation>ein</translation>
  </message>
 </context>
 <context>
  <name>SuggestionBar</name>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Accept and next</source>
   <translation>Annehmen und weiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Blind check</source>
   <translation>Blindprobe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Decide first; then you see what the model says.</source>
   <translation>Entscheiden Sie zuerst; dann sehen Sie, was das Modell sagt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Next guess:</source>
   <translation>Sonst:</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>No suggestion for this clip.</source>
   <translation>Kein Vorschlag für diesen Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>No suggestion yet. Label 20 clips and it starts.</source>
   <translation>Noch kein Vorschlag. Labeln Sie 20 Clips, dann geht es los.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>No suggestion yet. The clips are being listened to.</source>
   <translation>Noch kein Vorschlag. Die Clips werden angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>No suggestion yet. “Listen to all” beside the queue brings them.</source>
   <translation>Noch kein Vorschlag. „Alle anhören“ neben der Warteschlange bringt sie.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>Suggested</source>
   <translation>Vorschlag</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>You said {said}, and so did the model.</source>
   <translation>Sie sagten {said}, das Modell auch.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>You said {said}, the model {thought}.</source>
   <translation>Sie sagten {said}, das Modell {thought}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>{chance}.</source>
   <translation>{chance}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/decide.py" />
   <source>{scene}, {share}</source>
   <translation>{scene}, {share}</translation>
  </message>
 </context>
 <context>
  <name>ToolRow</name>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Choose and select</source>
   <translation>Wählen und markieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Draw segments; with Shift also a band</source>
   <translation>Segmente zeichnen; mit Umschalt auch ein Band</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Move the view</source>
   <translation>Ansicht verschieben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Redo: {what}</source>
   <translation>Wiederholen: {what}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Show the whole clip</source>
   <translation>Ganzen Clip anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Sound</source>
   <translation>Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>There is nothing to do again</source>
   <translation>Es gibt nichts zu wiederholen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>There is nothing to undo</source>
   <translation>Es gibt nichts rückgängig zu machen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Undo: {what}</source>
   <translation>Rückgängig: {what}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>What is drawn</source>
   <translation>Was gezeichnet wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>What the model sees</source>
   <translation>Modellsicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/tools.py" />
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
 </context>
 <context>
  <name>Transport</name>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>How it is heard</source>
   <translation>Wie es gehört wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Loop</source>
   <translation>Schleife</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Next clip</source>
   <translation>Nächster Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>No sound</source>
   <translation>Kein Ton</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Previous clip</source>
   <translation>Voriger Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Space</source>
   <translation>Leertaste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>of {length}</source>
   <translation>von {length}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/label/transport.py" />
   <source>{n}×</source>
   <translation>{n}×</translation>
  </message>
 </context>
</TS>
