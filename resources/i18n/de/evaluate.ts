<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AskPane</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/ask_pane.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/ask_pane.py" />
   <source>Starting</source>
   <translation>Es beginnt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/ask_pane.py" />
   <source>{n} of {all}</source>
   <translation>{n} von {all}</translation>
  </message>
 </context>
 <context>
  <name>Asking</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/asking.py" />
   <source>Measure again.</source>
   <translation>Messen Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/asking.py" />
   <source>What was kept of an earlier answer cannot be read.</source>
   <translation>Was von einer früheren Antwort aufbewahrt wurde, ist nicht lesbar.</translation>
  </message>
 </context>
 <context>
  <name>CalibrationTab</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>0 would be honest</source>
   <translation>0 wäre ehrlich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>; hatched: under {n} clips</source>
   <translation>; schraffiert: unter {n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>After: each half of the places by a temperature fitted on the other half, since there is one device only.</source>
   <translation>Nachher: jede Hälfte der Orte mit einer Temperatur, die auf der anderen Hälfte bestimmt wurde, da es nur ein Gerät gibt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>After: every device by a temperature fitted on all the others, so that it is as honest as on a microphone it never met.</source>
   <translation>Nachher: jedes Gerät mit einer Temperatur, die auf allen anderen bestimmt wurde, damit es so ehrlich ist wie bei einem nie gehörten Mikrofon.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Calibration error by device</source>
   <translation>Kalibrierfehler je Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Error after calibration</source>
   <translation>Fehler nach der Kalibrierung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Error before</source>
   <translation>Fehler davor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Is the confidence honest?</source>
   <translation>Ist die Konfidenz ehrlich?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Less sure</source>
   <translation>Weniger sicher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Surer than it says</source>
   <translation>Sicherer, als es sagt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>That is the end of what is tried: the clips that it was fitted on were too few, or too easy, to tell one.</source>
   <translation>Weiter wird nicht gesucht: Die Clips, auf denen sie bestimmt wurde, waren zu wenige oder zu leicht, um eine zu ergeben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>The file divides the scores of single windows, as Live hears them, by {t}.</source>
   <translation>Die Datei teilt die Werte einzelner Fenster, wie „Live“ sie hört, durch {t}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>These clips are too few, or too easy, to fit one to them.</source>
   <translation>Diese Clips sind zu wenige oder zu leicht, um darauf eine zu bestimmen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>This run has no exported file yet.</source>
   <translation>Dieser Lauf hat noch keine exportierte Datei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>Whole clips, as here, want {low} to {high}: a mean is less sure than its parts.</source>
   <translation>Ganze Clips, wie hier, verlangen {low} bis {high}: Ein Mittel ist weniger sicher als seine Teile.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>after</source>
   <translation>nachher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>after, before</source>
   <translation>nachher, vorher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>before</source>
   <translation>vorher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>fitted, not for setting by hand</source>
   <translation>bestimmt, nicht von Hand zu setzen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/calibration_tab.py" />
   <source>up: right, across: how sure, dotted: before</source>
   <translation>hoch: richtig, quer: wie sicher, gepunktet: vorher</translation>
  </message>
 </context>
 <context>
  <name>CellPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>: too few to say</source>
   <translation>: zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Choose a cell: its clips are listed here to be heard.</source>
   <translation>Wählen Sie eine Zelle: Ihre Clips werden hier zum Anhören aufgelistet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Clips of the cell</source>
   <translation>Clips der Zelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Hear the mistakes</source>
   <translation>Die Fehler anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Least sure first</source>
   <translation>Unsicherste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>No clip.</source>
   <translation>Kein Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Show all {n} in Library</source>
   <translation>Alle {n} in der Bibliothek</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Show it in Library</source>
   <translation>In der Bibliothek anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Show {n} more</source>
   <translation>{n} weitere anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>Surest first</source>
   <translation>Sicherste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>heard as {scene}</source>
   <translation>gehört als {scene}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>{clips} of {total}: too few to say</source>
   <translation>{clips} von {total}: zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>{clips}, {share} %</source>
   <translation>{clips}, {share} %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>{clips}, {wrong} wrong</source>
   <translation>{clips}, {wrong} falsch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/cell_panel.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
 </context>
 <context>
  <name>Choices</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>Clips to measure on</source>
   <translation>Clips, auf denen gemessen wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>No model yet</source>
   <translation>Noch kein Modell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>No other run</source>
   <translation>Kein anderer Lauf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>Other model</source>
   <translation>Anderes Modell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>against</source>
   <translation>gegen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/choices.py" />
   <source>{split}, {n} clips</source>
   <translation>{split}, {n} Clips</translation>
  </message>
 </context>
 <context>
  <name>ColourChart</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/device_charts.py" />
   <source>How the device colours the sound</source>
   <translation>Wie das Gerät den Klang färbt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/device_charts.py" />
   <source>training devices</source>
   <translation>Trainingsgeräte</translation>
  </message>
 </context>
 <context>
  <name>CompareTab</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>95 %</source>
   <translation>95 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Against each of several</source>
   <translation>Gegen jedes von mehreren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>All clips</source>
   <translation>Alle Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Another run or bundle of this project will stand under “against”.</source>
   <translation>Ein weiterer Lauf oder ein weiteres Bundle dieses Projekts steht dann unter „gegen“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Both hear the same clips; what is known of one is not measured again.</source>
   <translation>Beide hören dieselben Clips; was von einem bekannt ist, wird nicht erneut gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>By device</source>
   <translation>Nach Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>By scene</source>
   <translation>Nach Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Choose the other model above, under “against”.</source>
   <translation>Wählen Sie oben unter „gegen“ das andere Modell.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Compare with what?</source>
   <translation>Womit vergleichen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Comparing</source>
   <translation>Es wird verglichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Comparing with each…</source>
   <translation>Es wird mit jedem verglichen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Differences to several models</source>
   <translation>Unterschiede zu mehreren Modellen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Differences with intervals</source>
   <translation>Unterschiede mit Intervallen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Is it better than {name}, or is that chance?</source>
   <translation>Ist es besser als {name}, oder ist das Zufall?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Measure both again</source>
   <translation>Beide erneut messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Not comparable</source>
   <translation>Nicht vergleichbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Nothing to compare with yet</source>
   <translation>Noch nichts zum Vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Several at once…</source>
   <translation>Mehrere zugleich…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>The difference is not shown.</source>
   <translation>Der Unterschied wird nicht gezeigt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>The same {clips}. Intervals draw {n} groups {by}; p is McNemar's exact test, of parts adjusted by Holm for how many are looked at.</source>
   <translation>Dieselben {clips}. Für die Intervalle werden {n} Gruppen {by} neu gezogen; p ist McNemars exakter Test, für Teile nach Holm um ihre Anzahl berichtigt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>Which is better?</source>
   <translation>Welches ist besser?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>better</source>
   <translation>besser</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>not clearly different</source>
   <translation>nicht klar verschieden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>p</source>
   <translation>p</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>p is adjusted by Holm for how many there are. Choose one to see it below.</source>
   <translation>p ist nach Holm um die Anzahl berichtigt. Wählen Sie eines, um es unten zu sehen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>worse</source>
   <translation>schlechter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{a} minus each</source>
   <translation>{a} minus jedes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{a} minus {b}</source>
   <translation>{a} minus {b}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{clips}: too few to say</source>
   <translation>{clips}: zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{n} location</source>
   <translation>{n} Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{n} locations</source>
   <translation>{n} Orte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{n} source</source>
   <translation>{n} Quelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/compare_tab.py" />
   <source>{n} sources</source>
   <translation>{n} Quellen</translation>
  </message>
 </context>
 <context>
  <name>DevicesTab</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>% of clips, click a cell to hear it</source>
   <translation>% der Clips; Klick zum Anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>; hatched: under {n} clips</source>
   <translation>; schraffiert: unter {n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Accuracy by scene and device</source>
   <translation>Genauigkeit nach Szene und Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>How {device} colours the sound</source>
   <translation>Wie {device} den Klang färbt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Is the confidence honest on {device}?</source>
   <translation>Konfidenz auf {device} ehrlich?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Listening to its clips and to the training devices…</source>
   <translation>Seine Clips und die Trainingsgeräte werden angehört…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Real, seen</source>
   <translation>Echt, gesehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Real, unseen</source>
   <translation>Echt, ungesehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Simulated, seen</source>
   <translation>Simuliert, gesehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>Simulated, unseen</source>
   <translation>Simuliert, ungesehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>dotted: before calibration</source>
   <translation>gepunktet: vorher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>estimated from {n} clip</source>
   <translation>aus {n} Clip geschätzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>estimated from {n} clips</source>
   <translation>aus {n} Clips geschätzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>{scene} on {device}</source>
   <translation>{scene} auf {device}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>{where}: no clip</source>
   <translation>{where}: kein Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>{where}: {share} of {clips}, {interval}</source>
   <translation>{where}: {share} von {clips}, {interval}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/devices_tab.py" />
   <source>{where}: {share}, {clips}: too few to say</source>
   <translation>{where}: {share}, {clips}: zu wenige für eine Aussage</translation>
  </message>
 </context>
 <context>
  <name>EmbeddingPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>1 clip: {span}</source>
   <translation>1 Clip: {span}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>95 %: {linear}; {knn} (k {k})</source>
   <translation>95 %: {linear}; {knn} (k {k})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>At once (PCA)</source>
   <translation>Sofort (PCA)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Clearer (t-SNE)</source>
   <translation>Klarer (t-SNE)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Draw both maps</source>
   <translation>Beide Karten zeichnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Draw episodes</source>
   <translation>Episoden ziehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Embedding at the left</source>
   <translation>Embedding links</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Embedding at the right</source>
   <translation>Embedding rechts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Embedding beside {other}</source>
   <translation>Embedding neben {other}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Few-shot episodes</source>
   <translation>Few-Shot-Episoden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Few-shot episodes of scenes it knows already: flattering</source>
   <translation>Few-Shot-Episoden mit Szenen, die es schon kennt: schmeichelhaft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Layout of the maps</source>
   <translation>Anordnung der Karten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Linear and k-NN probe</source>
   <translation>Lineare und k-NN-Sonde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Probe it</source>
   <translation>Sondieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>The embedding</source>
   <translation>Das Embedding</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>The same clips as both networks hear them, side by side. Takes some seconds.</source>
   <translation>Dieselben Clips, wie beide Netze sie hören, nebeneinander. Dauert einige Sekunden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>how much a new classifier could get from it</source>
   <translation>wie viel ein neuer Klassifikator daraus gewinnen könnte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>its teacher</source>
   <translation>sein Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>scenes learnt anew from 1 and 5 clips</source>
   <translation>Szenen, aus 1 und 5 Clips neu gelernt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>{k} clips: {span}</source>
   <translation>{k} Clips: {span}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>{name}: scenes lie apart by {s} (silhouette, 1 is best)</source>
   <translation>{name}: Szenen liegen um {s} auseinander (Silhouette, 1 ist das Beste)</translation>
  </message>
 </context>
 <context>
  <name>EvaluatePage</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Bundles (*.ascbundle)</source>
   <translation>Bundles (*.ascbundle)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Choose a cell first.</source>
   <translation>Wählen Sie zuerst eine Zelle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Clips</source>
   <translation>Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Clips have changed since it was measured: {n}</source>
   <translation>Seit der Messung geänderte Clips: {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Computed from the exported file in {backend}</source>
   <translation>Aus der exportierten Datei berechnet, mit {backend}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Deploy</source>
   <translation>Ausliefern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Divide it</source>
   <translation>Aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Embedding of teacher and student</source>
   <translation>Embedding von Lehrer und Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Evaluate</source>
   <translation>Auswerten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Every figure here may be chance: give the split more clips.</source>
   <translation>Jede Zahl hier kann Zufall sein: Geben Sie dem Teil mehr Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Few-shot episodes</source>
   <translation>Few-Shot-Episoden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>How good is it?</source>
   <translation>Wie gut ist es?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>It is being measured.</source>
   <translation>Wird gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>It is being written.</source>
   <translation>Wird geschrieben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Make it int8 first: Train, Make it int8.</source>
   <translation>Wandeln Sie es zuerst in int8 um: „Trainieren“, „In int8 umwandeln“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Matrix and table</source>
   <translation>Matrix und Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Measure</source>
   <translation>Messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Measure again</source>
   <translation>Erneut messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Measure it first.</source>
   <translation>Messen Sie es zuerst.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Measuring</source>
   <translation>Es wird gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Next cell</source>
   <translation>Nächste Zelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Next device</source>
   <translation>Nächstes Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Next tab</source>
   <translation>Nächster Reiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Not exported yet: computed in {backend}</source>
   <translation>Noch nicht exportiert: mit {backend} berechnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Nothing to evaluate yet</source>
   <translation>Noch nichts auszuwerten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Open a bundle</source>
   <translation>Bundle öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Open a bundle…</source>
   <translation>Bundle öffnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Parts of the evaluation</source>
   <translation>Teile der Auswertung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Pictures (*.png)</source>
   <translation>Bilder (*.png)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Play its first clip</source>
   <translation>Ersten Clip abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Play the first clip of the cell</source>
   <translation>Ersten Clip der Zelle abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Probe the embedding</source>
   <translation>Embedding sondieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Report…</source>
   <translation>Bericht…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Shares or counts</source>
   <translation>Anteile oder Anzahlen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Show the clips in Library</source>
   <translation>Clips in der Bibliothek anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Tab before</source>
   <translation>Voriger Reiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>The exported file hears every clip, in the background.</source>
   <translation>Die exportierte Datei hört im Hintergrund jeden Clip an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>The project has no split.</source>
   <translation>Das Projekt hat keine Aufteilung.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>The project is not divided yet: divide it into train and test.</source>
   <translation>Das Projekt ist noch nicht aufgeteilt: Teilen Sie es in Training und Test auf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>The report is written</source>
   <translation>Der Bericht ist geschrieben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>The run has no exported file: its float network hears every clip.</source>
   <translation>Der Lauf hat keine exportierte Datei: Sein Float-Netz hört jeden Clip an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>There is no bundle to measure.</source>
   <translation>Es gibt kein Bundle zum Messen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>There is no model.</source>
   <translation>Es gibt kein Modell.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>These figures flatter it: measure on a split it has not learnt.</source>
   <translation>Diese Zahlen schmeicheln ihm: Messen Sie auf einem Teil, aus dem es nicht gelernt hat.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Train a model, or open a bundle somebody gave you.</source>
   <translation>Trainieren Sie ein Modell, oder öffnen Sie ein Bundle, das Sie bekommen haben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Which clips shall it be measured on?</source>
   <translation>Auf welchen Clips soll gemessen werden?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>Why is this device low?</source>
   <translation>Warum ist dieses Gerät schwach?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>{n} clip is too few to measure on</source>
   <translation>{n} Clip ist zu wenig zum Messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>{n} clips are too few to measure on</source>
   <translation>{n} Clips sind zu wenig zum Messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>{n} of these clips was in its training</source>
   <translation>{n} dieser Clips war in seinem Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>{n} of these clips were in its training</source>
   <translation>{n} dieser Clips waren in seinem Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/view.py" />
   <source>{n} of {all} clips</source>
   <translation>{n} von {all} Clips</translation>
  </message>
 </context>
 <context>
  <name>EvaluatePresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/presenter.py" />
   <source>Evaluated {n} clip</source>
   <translation>{n} Clip ausgewertet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/presenter.py" />
   <source>Evaluated {n} clips</source>
   <translation>{n} Clips ausgewertet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/presenter.py" />
   <source>{name} has no network to measure yet</source>
   <translation>{name} hat noch kein Netz, das sich messen ließe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/presenter.py" />
   <source>{scene} recognised</source>
   <translation>{scene} erkannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/presenter.py" />
   <source>{truth} heard as {heard}</source>
   <translation>{truth} gehört als {heard}</translation>
  </message>
 </context>
 <context>
  <name>LayersTab</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>95 %</source>
   <translation>95 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Accuracy of the files of this student</source>
   <translation>Genauigkeit der Dateien dieses Schülers</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Converted to int8</source>
   <translation>In int8 umgewandelt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Float</source>
   <translation>Float</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Float, converted, trained</source>
   <translation>Float, umgewandelt, trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Layers, the most disturbed first</source>
   <translation>Schichten, die am meisten gestörte zuerst</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Measures the student in float, converted and trained for int8, with latency on this computer, and rounds every layer alone. About a minute.</source>
   <translation>Misst den Schüler in Float, umgewandelt und für int8 trainiert, mit der Latenz auf diesem Computer, und rundet jede Schicht einzeln. Etwa eine Minute.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>This bundle came without its run: only where the float network lies can its layers be tried one by one.</source>
   <translation>Dieses Bundle kam ohne seinen Lauf: Nur wo das Float-Netz liegt, lassen sich seine Schichten einzeln prüfen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Trained for int8: {name}</source>
   <translation>Für int8 trainiert: {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Try the layers</source>
   <translation>Schichten prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>What does int8 cost?</source>
   <translation>Was kostet int8?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>Which layers suffer from 8 bits</source>
   <translation>Welche Schichten unter 8 Bit leiden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>decided alike</source>
   <translation>gleich entschieden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>decides alike</source>
   <translation>entscheidet gleich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>each rounded alone, {n} windows; long: it disturbs, amber: it changes decisions</source>
   <translation>jede einzeln gerundet, {n} Fenster; lang: stört, gelb: ändert Entscheidungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>exact</source>
   <translation>exakt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>fastest: {latency}</source>
   <translation>am schnellsten: {latency}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>latency</source>
   <translation>Latenz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>latency per window on {cpu}: median, 95th percentile</source>
   <translation>Latenz je Fenster auf {cpu}: Median, 95. Perzentil</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>signal over disturbance</source>
   <translation>Signal zu Störung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>this computer</source>
   <translation>dieser Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/layers_tab.py" />
   <source>{name} against float: {words}</source>
   <translation>{name} gegen Float: {words}</translation>
  </message>
 </context>
 <context>
  <name>MoreDataTab</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>95 %</source>
   <translation>95 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>A classifier learns from 5 to 100 % of what this network hears, many times over. Says which minutes would help most. Some seconds to minutes.</source>
   <translation>Ein Klassifikator lernt viele Male aus 5 bis 100 % dessen, was dieses Netz hört. Sagt, welche Minuten am meisten helfen würden. Einige Sekunden bis Minuten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Accuracy over minutes of training data</source>
   <translation>Genauigkeit über Minuten an Trainingsdaten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Accuracy over training data</source>
   <translation>Genauigkeit über Trainingsdaten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Gain in points</source>
   <translation>Gewinn in Punkten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Grey: not clearly more than nothing.</source>
   <translation>Grau: nicht klar mehr als nichts.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>How much more data?</source>
   <translation>Wie viel mehr Daten?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Measured on {n} clips; {minutes} minutes of training data. The band draws places and parts of the data anew.</source>
   <translation>Auf {n} Clips gemessen; {minutes} Minuten Trainingsdaten. Das Band zieht Orte und Teile der Daten neu.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>None of these is clearly more than nothing: other data may help as much.</source>
   <translation>Keines davon ist klar mehr als nichts: Andere Daten helfen vielleicht ebenso viel.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>The minutes are those that help most; the forecast at the left is for more of the same mix, so the two need not agree.</source>
   <translation>Genannt sind die Minuten, die am meisten helfen; die Prognose links gilt für mehr von derselben Mischung, beide müssen also nicht übereinstimmen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>What to record next</source>
   <translation>Was als Nächstes aufnehmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>With {minutes} minutes more: {gain} points ({low} to {high})</source>
   <translation>Mit {minutes} Minuten mehr: {gain} Punkte ({low} bis {high})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>Work it out</source>
   <translation>Ausrechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>forecast</source>
   <translation>Prognose</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>measured</source>
   <translation>gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>min</source>
   <translation>min</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>of a classifier on it; band: 95 %</source>
   <translation>Klassifikator darauf; Band: 95 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>{low} to {high}</source>
   <translation>{low} bis {high}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>{minutes} min of {scene}</source>
   <translation>{minutes} min {scene}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/more_data_tab.py" />
   <source>{minutes} min of {scene} on {device}</source>
   <translation>{minutes} min {scene} auf {device}</translation>
  </message>
 </context>
 <context>
  <name>Overview</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>; hatched: under {n} clips</source>
   <translation>; schraffiert: unter {n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>All devices</source>
   <translation>Alle Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>By device</source>
   <translation>Nach Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Calibration error</source>
   <translation>Kalibrierfehler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Confusion matrix</source>
   <translation>Konfusionsmatrix</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Counts</source>
   <translation>Anzahlen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Device {name}</source>
   <translation>Gerät {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Gap in points</source>
   <translation>Lücke in Punkten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Numbers in the matrix</source>
   <translation>Zahlen in der Matrix</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Seen devices</source>
   <translation>Gesehene Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Shares</source>
   <translation>Anteile</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>The other model: {gap}</source>
   <translation>Das andere Modell: {gap}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>Unseen devices</source>
   <translation>Ungesehene Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>devices are not known</source>
   <translation>die Geräte sind unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>every device was in training</source>
   <translation>jedes Gerät war im Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>hollow: never heard in training</source>
   <translation>hohl: im Training nie gehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>hollow: not in this project's training part</source>
   <translation>hohl: nicht im Trainingsteil dieses Projekts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>none is new to it</source>
   <translation>keines ist ihm neu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>none of these devices</source>
   <translation>keines dieser Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>rows: truth, columns: decision</source>
   <translation>Zeilen: wahr, Spalten: gehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>rows: truth, columns: decision, clips</source>
   <translation>Zeilen: wahr, Spalten: gehört; Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>too few to say</source>
   <translation>zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>was {share} before</source>
   <translation>war vorher {share}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>which are new to it is not known</source>
   <translation>welche ihm neu sind, ist unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>{n} device</source>
   <translation>{n} Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/overview.py" />
   <source>{n} devices</source>
   <translation>{n} Geräte</translation>
  </message>
 </context>
 <context>
  <name>Questions</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Causes of {device}</source>
   <translation>Ursachen bei {device}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Comparison of {a} with {b}</source>
   <translation>Vergleich von {a} mit {b}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Comparison of {a} with {n} others</source>
   <translation>Vergleich von {a} mit {n} anderen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Embedding of {name}</source>
   <translation>Embedding von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Evaluation of {name}</source>
   <translation>Auswertung von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Few-shot episodes of {name}</source>
   <translation>Few-Shot-Episoden von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>How much more data for {name}</source>
   <translation>Wie viel mehr Daten für {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Layers of {name}</source>
   <translation>Schichten von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Probes of {name}</source>
   <translation>Sonden von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/questions.py" />
   <source>Report of {name}</source>
   <translation>Bericht über {name}</translation>
  </message>
 </context>
 <context>
  <name>ReliabilityChart</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/device_charts.py" />
   <source>How often each confidence was right</source>
   <translation>Wie oft jede Konfidenz richtig war</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/device_charts.py" />
   <source>after</source>
   <translation>nachher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/device_charts.py" />
   <source>before</source>
   <translation>vorher</translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Calibration</source>
   <translation>Kalibrierung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Comparison of both models</source>
   <translation>Vergleich beider Modelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Curves of the training</source>
   <translation>Kurven des Trainings</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Data: clips, scenes, devices, licences</source>
   <translation>Daten: Clips, Szenen, Geräte, Lizenzen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Embedding and its teacher's (t-SNE)</source>
   <translation>Embedding und das des Lehrers (t-SNE)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Exact commands</source>
   <translation>Genaue Befehle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Files of an earlier report there are replaced.</source>
   <translation>Dateien eines früheren Berichts dort werden ersetzt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Matrices</source>
   <translation>Matrizen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>No other model is chosen under “against”.</source>
   <translation>Unter „gegen“ ist kein anderes Modell gewählt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>One HTML file and one PDF with all results, every figure as SVG and PNG, and the challenge package: the system description (YAML) and the predictions (CSV).</source>
   <translation>Eine HTML-Datei und ein PDF mit allen Ergebnissen, jede Abbildung als SVG und PNG, und das Challenge-Paket: die Systembeschreibung (YAML) und die Vorhersagen (CSV).</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Provenance</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Recipes</source>
   <translation>Rezepte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Say where to.</source>
   <translation>Geben Sie an, wohin.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Where to?</source>
   <translation>Wohin?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>Write the report</source>
   <translation>Bericht schreiben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/report_dialog.py" />
   <source>{name}, compared with {other}</source>
   <translation>{name}, verglichen mit {other}</translation>
  </message>
 </context>
 <context>
  <name>SeveralDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/several.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/several.py" />
   <source>Choose two or more.</source>
   <translation>Wählen Sie zwei oder mehr.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/several.py" />
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/several.py" />
   <source>Compare with several</source>
   <translation>Mit mehreren vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/several.py" />
   <source>What was not measured yet is measured first.</source>
   <translation>Was noch nicht gemessen ist, wird zuerst gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/several.py" />
   <source>{name} minus each of these, on the same clips:</source>
   <translation>{name} minus jedes davon, auf denselben Clips:</translation>
  </message>
 </context>
 <context>
  <name>Tabs</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/tabs.py" />
   <source>Calibration</source>
   <translation>Kalibrierung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/tabs.py" />
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/tabs.py" />
   <source>Devices and scenes</source>
   <translation>Geräte und Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/tabs.py" />
   <source>Layers</source>
   <translation>Schichten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/tabs.py" />
   <source>More data?</source>
   <translation>Mehr Daten?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/tabs.py" />
   <source>Overview</source>
   <translation>Überblick</translation>
  </message>
 </context>
 <context>
  <name>WhyPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Device {name}</source>
   <translation>Gerät {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Find the causes</source>
   <translation>Ursachen finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Hear as {device}</source>
   <translation>Wie {device}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Hear the clip</source>
   <translation>Clip anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Hear the {n} clips</source>
   <translation>Die {n} Clips anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>How is {device}?</source>
   <translation>Wie ist {device}?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Listening to its clips and to the training devices…</source>
   <translation>Seine Clips und die Trainingsgeräte werden angehört…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Lower than the training devices: {points} points, {interval}.</source>
   <translation>Schwächer als die Trainingsgeräte: {points} Punkte, {interval}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>New run</source>
   <translation>Neuer Lauf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Not clearly lower than the training devices: {points} points, {interval}.</source>
   <translation>Nicht klar schwächer als die Trainingsgeräte: {points} Punkte, {interval}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>What to record</source>
   <translation>Was aufzunehmen ist</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Where the device is not known</source>
   <translation>Wo das Gerät nicht bekannt ist</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>Why is {device} low?</source>
   <translation>Warum ist {device} schwach?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>too few to say</source>
   <translation>zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/why_panel.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
 </context>
 <context>
  <name>Words</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/words.py" />
   <source>95 %: {low} to {high}</source>
   <translation>95 %: {low} bis {high}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/words.py" />
   <source>by location</source>
   <translation>nach Orten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/words.py" />
   <source>by source</source>
   <translation>nach Quellen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/words.py" />
   <source>not known</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/words.py" />
   <source>{first} to {last}</source>
   <translation>{first} bis {last}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/words.py" />
   <source>{low} to {high}</source>
   <translation>{low} bis {high}</translation>
  </message>
 </context>
 <context>
  <name>_Asked</name>
  <message>
   <location filename="../../../ascstudio/pages/evaluate/embedding_panel.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
</TS>
