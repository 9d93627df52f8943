<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>BakeDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>1 clip</source>
   <translation>1 Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>1 clip, {time}</source>
   <translation>1 Clip, {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>A new student is distilled as the bundle was made, with the places among its scenes and the old ones replayed. The bundle in use stays.</source>
   <translation>Ein neuer Schüler wird so destilliert, wie das Bundle entstand, mit den Orten unter seinen Szenen; die alten werden wiederholt. Das verwendete Bundle bleibt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Bake {name}</source>
   <translation>{name} einbacken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Bake {n} places</source>
   <translation>{n} Orte einbacken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Bake, about {time}</source>
   <translation>Einbacken, etwa {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>From then on the training part has clips of {places}. Teachers and students that were trained without them cannot be distilled from or made int8 any more, until you undo the division.</source>
   <translation>Von da an enthält der Trainingsteil Clips von {places}. Lehrer und Schüler, die ohne sie trainiert wurden, lassen sich dann nicht mehr zum Destillieren verwenden oder in int8 umwandeln, bis Sie die Aufteilung rückgängig machen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Kept for the test</source>
   <translation>Für den Test zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Scenes afterwards</source>
   <translation>Szenen danach</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Student</source>
   <translation>Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Weights in int8</source>
   <translation>Gewichte in int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>{n} clips, {time}</source>
   <translation>{n} Clips, {time}</translation>
  </message>
 </context>
 <context>
  <name>Baker</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>Baking {places}</source>
   <translation>Einbacken: {places}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>{places} baked</source>
   <translation>{places} eingebacken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/baking.py" />
   <source>{places} baked. Known scenes: {before} % before, {after} % now</source>
   <translation>{places} eingebacken. Bekannte Szenen: vorher {before} %, jetzt {after} %</translation>
  </message>
 </context>
 <context>
  <name>ClipsDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>Check the effect</source>
   <translation>Wirkung prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>Clips that stand for it</source>
   <translation>Clips, die für ihn stehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>Give the place a name first.</source>
   <translation>Geben Sie dem Ort zuerst einen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>Name of the place</source>
   <translation>Name des Ortes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>Teach from clips</source>
   <translation>Aus Clips anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>The clips stay as they are; only their sound is listened to.</source>
   <translation>Die Clips bleiben, wie sie sind; nur ihr Klang wird angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>{n} clips selected in the Library</source>
   <translation>{n} in der Bibliothek ausgewählte Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/parts.py" />
   <source>{scene}, {n} clips</source>
   <translation>{scene}, {n} Clips</translation>
  </message>
 </context>
 <context>
  <name>EffectStep</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>At most {share} % of each of the {n} others</source>
   <translation>Höchstens {share} % von jeder der {n} anderen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>Hear the clips it would take</source>
   <translation>Die Clips anhören, die er nähme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>How sure must it be?</source>
   <translation>Wie sicher muss es sein?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>Lenient: finds it more often</source>
   <translation>Nachsichtig: findet ihn öfter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>Nothing of the others</source>
   <translation>Nichts von den anderen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>Strict: takes less from others</source>
   <translation>Streng: nimmt weniger von anderen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>What {name} would take from scenes you have</source>
   <translation>Was {name} von Ihren Szenen nähme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>become Unknown</source>
   <translation>werden unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>is recognised</source>
   <translation>wird erkannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>line: 1 % limit</source>
   <translation>Linie: Grenze 1 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>of {n} s, each held out</source>
   <translation>von {n} s, einzeln zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>points for known scenes</source>
   <translation>Punkte für bekannte Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>similarity at least {value}</source>
   <translation>Ähnlichkeit mindestens {value}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>with the present strictness</source>
   <translation>bei der jetzigen Strenge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>{before} to {after} % on the reference clips</source>
   <translation>{before} auf {after} % bei den Referenzclips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>{name} is recognised</source>
   <translation>{name} wird erkannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/effect_step.py" />
   <source>{scene}, device {device}</source>
   <translation>{scene}, Gerät {device}</translation>
  </message>
 </context>
 <context>
  <name>Leftovers</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/left.py" />
   <source>Cancelled. Nothing was recorded.</source>
   <translation>Abgebrochen. Es wurde nichts aufgenommen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/left.py" />
   <source>Cancelled. The recording stays in {folder} for a day.</source>
   <translation>Abgebrochen. Die Aufnahme bleibt einen Tag lang in {folder}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/left.py" />
   <source>Discarded. The recording stays in {folder} for a day.</source>
   <translation>Verworfen. Die Aufnahme bleibt einen Tag lang in {folder}.</translation>
  </message>
 </context>
 <context>
  <name>PlaceRow</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>New name of {name}</source>
   <translation>Neuer Name von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>What to do with {name}</source>
   <translation>Was mit {name} geschehen soll</translation>
  </message>
 </context>
 <context>
  <name>PlaceWriter</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>The starter bundle</source>
   <translation>Das Starter-Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>Undone: {bundle} listens again</source>
   <translation>Rückgängig gemacht: {bundle} hört wieder zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>{name} is called {other} now</source>
   <translation>{name} heißt jetzt {other}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>{name} is heard again</source>
   <translation>{name} wird wieder gehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>{name} is live</source>
   <translation>{name} ist eingesetzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>{name} is muted</source>
   <translation>{name} ist stummgeschaltet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places.py" />
   <source>{name} was removed; the old bundle is kept</source>
   <translation>{name} wurde entfernt; das alte Bundle bleibt</translation>
  </message>
 </context>
 <context>
  <name>PlacesPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Add clips…</source>
   <translation>Clips hinzufügen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Add recordings</source>
   <translation>Aufnahmen hinzufügen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Bake 1 place…</source>
   <translation>1 Ort einbacken…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Bake {n} places…</source>
   <translation>{n} Orte einbacken…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Bake…</source>
   <translation>Einbacken…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Bundle that is taught</source>
   <translation>Bundle zum Anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Enrolled places</source>
   <translation>Angelernte Orte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Listen for it again</source>
   <translation>Wieder darauf hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Mute</source>
   <translation>Stummschalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>No bundle yet</source>
   <translation>Noch kein Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>None yet. Record where you are: it is known at once.</source>
   <translation>Noch keiner. Nehmen Sie auf, wo Sie sind: Er ist sofort bekannt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Stop the recording first.</source>
   <translation>Beenden Sie zuerst die Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>Teaching does not change them. Bake makes the new places part of a student.</source>
   <translation>Anlernen verändert sie nicht. Einbacken macht die neuen Orte zum Teil eines Schülers.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>not saved yet</source>
   <translation>noch nicht gespeichert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>recording now</source>
   <translation>wird aufgenommen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>waiting for a microphone</source>
   <translation>wartet auf ein Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>{name} (came along)</source>
   <translation>{name} (mitgeliefert)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/places_panel.py" />
   <source>{n} trained scenes</source>
   <translation>{n} trainierte Szenen</translation>
  </message>
 </context>
 <context>
  <name>RecordStep</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>It stays here</source>
   <translation>Es bleibt hier</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Level</source>
   <translation>Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Name of the place</source>
   <translation>Name des Ortes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Now hearing</source>
   <translation>Jetzt zu hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>One minute is enough</source>
   <translation>Eine Minute genügt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Places sound different through another one.</source>
   <translation>Durch ein anderes klingen Orte anders.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Recorded</source>
   <translation>Aufgenommen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Spectrogram</source>
   <translation>Spektrogramm</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Start over</source>
   <translation>Von vorn</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Start recording</source>
   <translation>Aufnahme beginnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Stop and use</source>
   <translation>Beenden und verwenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>The recording stays on this computer.</source>
   <translation>Die Aufnahme bleibt auf diesem Computer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>The sound shows here while it records.</source>
   <translation>Der Klang erscheint hier während der Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>The three closest scenes show while it records.</source>
   <translation>Die drei nächsten Szenen erscheinen während der Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Three short visits work better than one long one.</source>
   <translation>Drei kurze Besuche wirken besser als ein langer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Use this microphone</source>
   <translation>Dieses Mikrofon verwenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Variety</source>
   <translation>Vielfalt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Walk slowly, turn around, let the place change.</source>
   <translation>Gehen Sie langsam umher und drehen Sie sich, damit es abwechslungsreich klingt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>What it is taken for now</source>
   <translation>Wofür er jetzt gehalten wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>Workshop, kitchen, track 4</source>
   <translation>Werkstatt, Küche, Gleis 4</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>no microphone answers; plug one in, or use clips instead</source>
   <translation>kein Mikrofon antwortet; schließen Sie eines an, oder nehmen Sie Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>the microphone is being opened</source>
   <translation>das Mikrofon wird geöffnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>the microphone is closed</source>
   <translation>das Mikrofon ist geschlossen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/record_step.py" />
   <source>{n} seconds kept</source>
   <translation>{n} Sekunden behalten</translation>
  </message>
 </context>
 <context>
  <name>TeachPage</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>A new place in one minute, without training</source>
   <translation>Ein neuer Ort in einer Minute, ohne Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>A place is taught to a trained model. Train one first.</source>
   <translation>Ein Ort wird an einem trainierten Modell angelernt. Trainieren Sie zuerst eines.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Bake the places…</source>
   <translation>Orte einbacken…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Cancel the recording</source>
   <translation>Aufnahme abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Check the effect</source>
   <translation>Wirkung prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Check what the new place changes before it is saved</source>
   <translation>Prüfen, was der neue Ort ändert, bevor er gespeichert wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Give the place a name first.</source>
   <translation>Geben Sie dem Ort zuerst einen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Hear a clip that it would take</source>
   <translation>Einen Clip anhören, den er nähme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Hear clip {n} that it would take</source>
   <translation>Clip {n} anhören, den er nähme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>It is being saved.</source>
   <translation>Wird gespeichert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>It was recorded here and is not taught yet.</source>
   <translation>Er wurde hier aufgenommen und ist noch nicht angelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Label it as {scene}</source>
   <translation>Als {scene} labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Live</source>
   <translation>Live</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Move into the project</source>
   <translation>Ins Projekt verschieben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Name and record</source>
   <translation>Benennen und aufnehmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Nothing is being recorded.</source>
   <translation>Es wird nichts aufgenommen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Open the project the bundle was trained in: it replays old scenes.</source>
   <translation>Öffnen Sie das Projekt, in dem das Bundle trainiert wurde: Es wiederholt alte Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Perhaps it is no place of its own.</source>
   <translation>Vielleicht ist es kein eigener Ort.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Record another minute in a different corner, or make it stricter. You can also go on: undo brings everything back.</source>
   <translation>Nehmen Sie eine weitere Minute in einer anderen Ecke auf, oder machen Sie ihn strenger. Sie können auch fortfahren: Rückgängig bringt alles zurück.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Record more</source>
   <translation>Mehr aufnehmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Save, use it now</source>
   <translation>Speichern, sofort einsetzen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Start or stop recording</source>
   <translation>Aufnahme beginnen oder beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Stop the recording first.</source>
   <translation>Beenden Sie zuerst die Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Teach</source>
   <translation>Anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Teach a place first.</source>
   <translation>Lernen Sie zuerst einen Ort an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Teach again from the recordings</source>
   <translation>Aus den Aufnahmen neu anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>The effect is being computed.</source>
   <translation>Die Wirkung wird berechnet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>The present bundle cannot use them.</source>
   <translation>Das jetzige Bundle kann sie nicht verwenden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>The project has no clips of {place}: baking learns from sound.</source>
   <translation>Das Projekt hat keine Clips von {place}: Das Einbacken lernt aus Klang.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>The project has no clips.</source>
   <translation>Das Projekt hat keine Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>The project has no recordings of them: record them once more.</source>
   <translation>Das Projekt hat keine Aufnahmen davon: Nehmen Sie noch einmal auf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>There is no bundle that could learn a place</source>
   <translation>Es gibt kein Bundle, das einen Ort lernen könnte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>There is no bundle that could learn a place.</source>
   <translation>Es gibt kein Bundle, das einen Ort lernen könnte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>There is no clip to hear.</source>
   <translation>Es gibt keinen Clip zum Anhören.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>These places were taught to {bundle}: {places}</source>
   <translation>Diese Orte wurden an {bundle} angelernt: {places}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>This sounds like {scene} ({cosine})</source>
   <translation>Das klingt wie {scene} ({cosine})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>Use clips instead…</source>
   <translation>Stattdessen Clips…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/view.py" />
   <source>{time} of {place} were saved</source>
   <translation>{time} von {place} wurden gespeichert</translation>
  </message>
 </context>
 <context>
  <name>TeachPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>Give the place a name first.</source>
   <translation>Geben Sie dem Ort zuerst einen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>It takes at least {n}. Record again.</source>
   <translation>Es braucht mindestens {n}. Nehmen Sie erneut auf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>Kept as {scene}</source>
   <translation>Als {scene} behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>Listening to {name} again</source>
   <translation>{name} wird erneut angehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>Listening to {n} clips</source>
   <translation>{n} Clips werden angehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>Looking for clips it would take</source>
   <translation>Clips, die er nähme, werden gesucht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>There is already a {name}. Add to it, or choose another name.</source>
   <translation>{name} gibt es schon. Fügen Sie ihm etwas hinzu, oder wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>{n} recordings kept as {scene}</source>
   <translation>{n} Aufnahmen als {scene} behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>{n} s left out</source>
   <translation>{n} s ausgelassen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/presenter.py" />
   <source>{n} usable seconds are too few</source>
   <translation>{n} brauchbare Sekunden sind zu wenig</translation>
  </message>
 </context>
 <context>
  <name>TeachWords</name>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>1 recording, {time}</source>
   <translation>1 Aufnahme, {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Good, nothing clipped</source>
   <translation>Gut, nichts übersteuert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Good.</source>
   <translation>Gut.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Overdriven: these seconds do not count</source>
   <translation>Übersteuert: Diese Sekunden zählen nicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Sounds covered: these seconds do not count</source>
   <translation>Klingt verdeckt: Diese Sekunden zählen nicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Too quiet: these seconds do not count</source>
   <translation>Zu leise: Diese Sekunden zählen nicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Too uniform so far. Move around, or come back at another time.</source>
   <translation>Bisher zu gleichförmig. Bewegen Sie sich, oder kommen Sie zu anderer Zeit wieder.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>Walk slowly, turn around, let the place change.</source>
   <translation>Gehen Sie langsam umher und drehen Sie sich, damit es abwechslungsreich klingt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>muted, {time}</source>
   <translation>stumm, {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>{n} recordings, {time}</source>
   <translation>{n} Aufnahmen, {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/teach/words.py" />
   <source>{place} would take {share} % of {scene}</source>
   <translation>{place} nähme {share} % von {scene}</translation>
  </message>
 </context>
</TS>
