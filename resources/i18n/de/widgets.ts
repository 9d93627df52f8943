<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Banner</name>
  <message>
   <location filename="../../../ascstudio/widgets/messages.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>BudgetGauge</name>
  <message>
   <location filename="../../../ascstudio/widgets/meters.py" />
   <source>%1 of %2 %3</source>
   <translation>%1 von %2 %3</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/meters.py" />
   <source>%1 too much</source>
   <translation>%1 zu viel</translation>
  </message>
 </context>
 <context>
  <name>CanvasView</name>
  <message>
   <location filename="../../../ascstudio/widgets/canvas/canvas_view.py" />
   <source>Approximate</source>
   <translation>Ungefähr</translation>
  </message>
 </context>
 <context>
  <name>CellRow</name>
  <message>
   <location filename="../../../ascstudio/widgets/meters.py" />
   <source>%1 of %2</source>
   <translation>%1 von %2</translation>
  </message>
 </context>
 <context>
  <name>Chip</name>
  <message>
   <location filename="../../../ascstudio/widgets/chips.py" />
   <source>Remove the filter %1</source>
   <translation>Filter %1 entfernen</translation>
  </message>
 </context>
 <context>
  <name>ClockRing</name>
  <message>
   <location filename="../../../ascstudio/widgets/meters.py" />
   <source>of %1</source>
   <translation>von %1</translation>
  </message>
 </context>
 <context>
  <name>ConfusionMatrix</name>
  <message>
   <location filename="../../../ascstudio/widgets/matrix.py" />
   <source>{n} clip: too few to say</source>
   <translation>{n} Clip: zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/matrix.py" />
   <source>{n} clips: too few to say</source>
   <translation>{n} Clips: zu wenige für eine Aussage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/matrix.py" />
   <source>{truth} heard as {heard}: {n} of {all}</source>
   <translation>{truth} gehört als {heard}: {n} von {all}</translation>
  </message>
 </context>
 <context>
  <name>CopyButton</name>
  <message>
   <location filename="../../../ascstudio/widgets/copying.py" />
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
 </context>
 <context>
  <name>FacetList</name>
  <message>
   <location filename="../../../ascstudio/widgets/lists.py" />
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/lists.py" />
   <source>checked</source>
   <translation>angekreuzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/lists.py" />
   <source>not checked</source>
   <translation>nicht angekreuzt</translation>
  </message>
 </context>
 <context>
  <name>LevelMeter</name>
  <message>
   <location filename="../../../ascstudio/widgets/meters.py" />
   <source>Clipped</source>
   <translation>Übersteuert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/meters.py" />
   <source>silent</source>
   <translation>still</translation>
  </message>
 </context>
 <context>
  <name>PlayRow</name>
  <message>
   <location filename="../../../ascstudio/widgets/rows.py" />
   <source>Pause {clip}</source>
   <translation>{clip} pausieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/rows.py" />
   <source>Play {clip}</source>
   <translation>{clip} abspielen</translation>
  </message>
 </context>
 <context>
  <name>ProgressRow</name>
  <message>
   <location filename="../../../ascstudio/widgets/messages.py" />
   <source>Cancel %1</source>
   <translation>%1 abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/messages.py" />
   <source>Copy details</source>
   <translation>Einzelheiten kopieren</translation>
  </message>
 </context>
 <context>
  <name>SceneKey</name>
  <message>
   <location filename="../../../ascstudio/widgets/scene_key.py" />
   <source>suggested or chosen</source>
   <translation>vorgeschlagen oder gewählt</translation>
  </message>
 </context>
 <context>
  <name>StepLine</name>
  <message>
   <location filename="../../../ascstudio/widgets/steps.py" />
   <source>Stages</source>
   <translation>Stufen</translation>
  </message>
 </context>
 <context>
  <name>StepRail</name>
  <message>
   <location filename="../../../ascstudio/widgets/steps.py" />
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
 </context>
 <context>
  <name>TimeRibbon</name>
  <message>
   <location filename="../../../ascstudio/widgets/ribbon.py" />
   <source>%1 min</source>
   <translation>%1 min</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/ribbon.py" />
   <source>now</source>
   <translation>jetzt</translation>
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <location filename="../../../ascstudio/widgets/messages.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/widgets/messages.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
 </context>
</TS>
