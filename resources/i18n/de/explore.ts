<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>CheckTray</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>All {n} heard:</source>
   <translation>Alle {n} gehört:</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Choosing clips to listen to</source>
   <translation>Clips zum Anhören werden gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Label {n} as {scene}</source>
   <translation>{n} als {scene} labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Listen to at least one.</source>
   <translation>Hören Sie mindestens einen an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Right</source>
   <translation>Richtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Spot check</source>
   <translation>Stichprobe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>Wrong</source>
   <translation>Falsch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>right</source>
   <translation>richtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>wrong</source>
   <translation>falsch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>{at} of {n}: is it</source>
   <translation>{at} von {n}: Ist das</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/check_tray.py" />
   <source>{scene}?</source>
   <translation>{scene}?</translation>
  </message>
 </context>
 <context>
  <name>ClipCard</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Play {clip}</source>
   <translation>{clip} abspielen</translation>
  </message>
 </context>
 <context>
  <name>ClipPanel</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Click a mark to see and hear it.</source>
   <translation>Klicken Sie einen Punkt an, um ihn zu sehen und zu hören.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Find similar</source>
   <translation>Ähnliche</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>No clip chosen</source>
   <translation>Kein Clip gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Open in Label</source>
   <translation>In „Labeln“ öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Show in Library</source>
   <translation>In der Bibliothek anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Spectrogram of the clip</source>
   <translation>Spektrogramm des Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>Split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/clip_panel.py" />
   <source>{s} s</source>
   <translation>{s} s</translation>
  </message>
 </context>
 <context>
  <name>Explore</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>All were listened to: {wrong} of {n} wrong.</source>
   <translation>Alle wurden angehört: {wrong} von {n} falsch.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Check some of the picked clips first</source>
   <translation>Zuerst einige der gewählten Clips prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Choose a clip first.</source>
   <translation>Wählen Sie zuerst einen Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>City</source>
   <translation>Stadt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Compute a clearer map</source>
   <translation>Klarere Karte berechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Compute embeddings</source>
   <translation>Embeddings berechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Copy picture</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Decide</source>
   <translation>Entscheiden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Disagreement</source>
   <translation>Uneinigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Doubtful</source>
   <translation>Zweifelhaft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Exclude</source>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Excluded</source>
   <translation>Ausgeschlossen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Export picture</source>
   <translation>Bild exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Find similar</source>
   <translation>Ähnliche finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Fit the map</source>
   <translation>Karte einpassen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Hand</source>
   <translation>Hand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Hear one second on hovering, or not</source>
   <translation>Beim Zeigen eine Sekunde hören oder nicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Label as {scene}</source>
   <translation>Als {scene} labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Label fits</source>
   <translation>Label passt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Label what is picked</source>
   <translation>Das Gewählte labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Lasso</source>
   <translation>Lasso</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Last meaning of colours</source>
   <translation>Vorige Bedeutung der Farben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Likely wrong</source>
   <translation>Wohl falsch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>Location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Look and hear</source>
   <translation>Sehen und hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Look for wrong labels</source>
   <translation>Nach falschen Labels suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Meaning of colours</source>
   <translation>Bedeutung der Farben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Most differ</source>
   <translation>Meist Widerspruch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Needs review</source>
   <translation>Zu prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Neighbours agree</source>
   <translation>Nachbarn stimmen zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Neighbours differ</source>
   <translation>Nachbarn widersprechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Next meaning of colours</source>
   <translation>Nächste Bedeutung der Farben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>No clip is being checked.</source>
   <translation>Es wird gerade kein Clip geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>No label can be judged.</source>
   <translation>Kein Label lässt sich beurteilen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>No label looks wrong.</source>
   <translation>Kein Label wirkt falsch.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>No scene yet</source>
   <translation>Noch keine Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>None was listened to.</source>
   <translation>Keiner wurde angehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Not judged</source>
   <translation>Nicht beurteilt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Not known</source>
   <translation>Unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Open in Label</source>
   <translation>In „Labeln“ öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Pick</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Pick all that is shown</source>
   <translation>Alles Gezeigte auswählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Pick clips first.</source>
   <translation>Wählen Sie zuerst Clips aus.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Pick nothing</source>
   <translation>Auswahl aufheben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Pick or choose clips first.</source>
   <translation>Wählen Sie zuerst Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Play or pause</source>
   <translation>Abspielen oder Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Pointer</source>
   <translation>Zeiger</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Review suspects</source>
   <translation>Verdächtige durchsehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Session</source>
   <translation>Sitzung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Show all clips on the map</source>
   <translation>Alle Clips auf der Karte anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Show in Library</source>
   <translation>In der Bibliothek anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Something is being computed.</source>
   <translation>Es wird gerade etwas berechnet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>Split</source>
   <translation>Aufteilung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Spot check: wrong</source>
   <translation>Stichprobe: falsch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>There is no bundle to listen with.</source>
   <translation>Es gibt kein Bundle, das zuhören könnte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>There is no clip yet.</source>
   <translation>Es gibt noch keinen Clip.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>There is no map yet.</source>
   <translation>Es gibt noch keine Karte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>Verified</source>
   <translation>Bestätigt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/commands.py" />
   <source>Verify</source>
   <translation>Bestätigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <source>{n} different</source>
   <translation>{n} verschiedene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>{n} new</source>
   <translation>{n} neue</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/colouring.py" />
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>{n} others</source>
   <translation>{n} andere</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/picking.py" />
   <source>{wrong} of {n} wrong: {low:.0f} to {high:.0f} % of the rest</source>
   <translation>{wrong} von {n} falsch: {low:.0f} bis {high:.0f} % der übrigen</translation>
  </message>
 </context>
 <context>
  <name>ExplorePage</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>A clearer map takes about {time}</source>
   <translation>Eine klarere Karte dauert etwa {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Bundle that listens</source>
   <translation>Bundle, das zuhört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Compute</source>
   <translation>Berechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Compute again</source>
   <translation>Neu berechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Compute embeddings</source>
   <translation>Embeddings berechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Copied the picture of the map</source>
   <translation>Bild der Karte kopiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Ctrl | drag</source>
   <translation>Strg | ziehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Explore</source>
   <translation>Erkunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Export picture</source>
   <translation>Bild exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Go to Library</source>
   <translation>Zur Bibliothek</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Hover to hear one second, click to open.</source>
   <translation>Darauf zeigen, um eine Sekunde zu hören; klicken, um zu öffnen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Hover to see a clip, click to open.</source>
   <translation>Darauf zeigen, um einen Clip zu sehen; klicken, um zu öffnen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Hover to see a clip, click to open. {why}</source>
   <translation>Darauf zeigen, um einen Clip zu sehen; klicken, um zu öffnen. {why}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Lasso that adds</source>
   <translation>Lasso, das hinzufügt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Lasso that takes out</source>
   <translation>Lasso, das herausnimmt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Listening to {n} clips in the background. {share}</source>
   <translation>{n} Clips werden im Hintergrund angehört. {share}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Look and hear</source>
   <translation>Sehen und hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Looking for a map of this bundle…</source>
   <translation>Eine Karte dieses Bundles wird gesucht…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Map is from another bundle</source>
   <translation>Die Karte stammt von einem anderen Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Map of the clips</source>
   <translation>Karte der Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Pick</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Pick on the way</source>
   <translation>Unterwegs auswählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Pictures (*.png)</source>
   <translation>Bilder (*.png)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>See which clips sound alike</source>
   <translation>Sehen, welche Clips ähnlich klingen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Shift | arrows</source>
   <translation>Umschalt | Pfeile</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Shift | drag</source>
   <translation>Umschalt | ziehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Show all</source>
   <translation>Alle anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Showing {n} of {all}, chosen evenly per scene and device</source>
   <translation>{n} von {all} gezeigt, gleichmäßig je Szene und Gerät gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Size of the marks</source>
   <translation>Größe der Punkte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>The map needs a bundle to listen with. Train one first.</source>
   <translation>Die Karte braucht ein Bundle, das zuhört. Trainieren Sie zuerst eines.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>The map needs one pass over {n} clips, in the background.</source>
   <translation>Die Karte braucht einen Durchgang über {n} Clips, im Hintergrund.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>The map needs one pass over {n} clips. About {time}, in the background.</source>
   <translation>Die Karte braucht einen Durchgang über {n} Clips. Etwa {time}, im Hintergrund.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>The picture could not be written: "{name}".</source>
   <translation>Das Bild ließ sich nicht schreiben: „{name}“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>There is no clip yet. Bring recordings in first.</source>
   <translation>Es gibt noch keinen Clip. Holen Sie zuerst Aufnahmen herein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>To the nearest clip that way</source>
   <translation>Zum nächsten Clip in dieser Richtung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Wrote "{name}"</source>
   <translation>„{name}“ geschrieben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>Zoom at the pointer</source>
   <translation>Am Zeiger zoomen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>arrows</source>
   <translation>Pfeile</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>wheel</source>
   <translation>Rad</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>{n} new clip is not placed yet.</source>
   <translation>{n} neuer Clip ist noch nicht eingeordnet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/view.py" />
   <source>{n} new clips are not placed yet.</source>
   <translation>{n} neue Clips sind noch nicht eingeordnet.</translation>
  </message>
 </context>
 <context>
  <name>ExplorePresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>A clearer map</source>
   <translation>Eine klarere Karte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>Embeddings by {bundle}, {n} of {all} clips placed</source>
   <translation>Embeddings von {bundle}, {n} von {all} Clips eingeordnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>Embeddings for the map</source>
   <translation>Embeddings für die Karte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>Labelled {clips} as {scene}</source>
   <translation>{clips} als {scene} gelabelt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>Labelled {clips} as {scene}, before: {before}</source>
   <translation>{clips} als {scene} gelabelt, vorher: {before}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>Likely wrong labels</source>
   <translation>Wohl falsche Labels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>Looking for wrong labels</source>
   <translation>Falsche Labels werden gesucht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>None of these clips waits for a label that could be guessed.</source>
   <translation>Keiner dieser Clips wartet auf ein Label, das sich raten ließe.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>{clips} in the lasso</source>
   <translation>{clips} im Lasso</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>{clips} most like these</source>
   <translation>{clips}, diesen am ähnlichsten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>{clips} most like {name}</source>
   <translation>{clips}, {name} am ähnlichsten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/presenter.py" />
   <source>{clips} picked</source>
   <translation>{clips} gewählt</translation>
  </message>
 </context>
 <context>
  <name>Hints</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Hear one second on hovering</source>
   <translation>Beim Zeigen eine Sekunde hören</translation>
  </message>
 </context>
 <context>
  <name>HoverCard</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/hover_card.py" />
   <source>1 s</source>
   <translation>1 s</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/hover_card.py" />
   <source>Spectrogram</source>
   <translation>Spektrogramm</translation>
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Beside the map</source>
   <translation>Neben der Karte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Click hides, Alt and click shows only this.</source>
   <translation>Klick verbirgt, Alt+Klick zeigt nur dies.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Comparing every label with its neighbours and with a classifier.</source>
   <translation>Jedes Label wird mit seinen Nachbarn und einem Klassifikator verglichen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Comparing labels</source>
   <translation>Labels werden verglichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Every label is compared with its neighbours and with a classifier.</source>
   <translation>Jedes Label wird mit seinen Nachbarn und einem Klassifikator verglichen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Kind of place</source>
   <translation>Art des Ortes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Legend and selection</source>
   <translation>Legende und Auswahl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Look again</source>
   <translation>Erneut suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Look for wrong labels</source>
   <translation>Nach falschen Labels suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Neighbours and a classifier are both sure of another scene.</source>
   <translation>Nachbarn und ein Klassifikator sind sich beide einer anderen Szene sicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>No label can be called wrong: this bundle hardly tells these scenes apart. With a label hidden, {share:.0f} % are guessed right. Choose a bundle that was trained on scenes like these.</source>
   <translation>Kein Label lässt sich falsch nennen: Dieses Bundle kann diese Szenen kaum unterscheiden. Mit verdecktem Label werden {share:.0f} % richtig geraten. Wählen Sie ein Bundle, das auf solchen Szenen trainiert wurde.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>No label of {n} looks wrong.</source>
   <translation>Kein Label von {n} wirkt falsch.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <location filename="../../../ascstudio/pages/library/inspector.py" />
   <source>Selection</source>
   <translation>Auswahl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Suspects</source>
   <translation>Verdächtige</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>There is no map yet.</source>
   <translation>Es gibt noch keine Karte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/inspector.py" />
   <source>Too few labels to compare: label 20 clips of two scenes first.</source>
   <translation>Zu wenige Labels zum Vergleichen: Labeln Sie zuerst 20 Clips aus zwei Szenen.</translation>
  </message>
 </context>
 <context>
  <name>LegendLine</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/legend.py" />
   <source>hidden</source>
   <translation>verborgen</translation>
  </message>
 </context>
 <context>
  <name>SelectionTray</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Check some first</source>
   <translation>Erst einige prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Draw around some with the lasso, or hold Shift and drag.</source>
   <translation>Umfahren Sie einige mit dem Lasso, oder ziehen Sie mit gedrückter Umschalttaste.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Find similar</source>
   <translation>Ähnliche finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Hear ten of them, drawn by chance, before all that wait get one scene.</source>
   <translation>Zehn zufällig gezogene anhören, bevor alle wartenden eine Szene bekommen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Label all</source>
   <translation>Alle labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>No clips picked</source>
   <translation>Keine Clips gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>Picked clips</source>
   <translation>Gewählte Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>all that is shown</source>
   <translation>alles Gezeigte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>and drag adds</source>
   <translation>ziehen: dazu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>and drag takes out</source>
   <translation>ziehen: weg</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>lasso</source>
   <translation>Lasso</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/tray.py" />
   <source>walks and picks</source>
   <translation>geht und wählt</translation>
  </message>
 </context>
 <context>
  <name>SuspectList</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/suspects.py" />
   <source>Likely wrong labels</source>
   <translation>Wohl falsche Labels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/suspects.py" />
   <source>Review all {n}</source>
   <translation>Alle {n} durchsehen</translation>
  </message>
 </context>
 <context>
  <name>SuspectRow</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/suspects.py" />
   <source>{clip}: {now}, perhaps {proposed}, doubt {doubt}</source>
   <translation>{clip}: {now}, vielleicht {proposed}, Zweifel {doubt}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/suspects.py" />
   <source>{scene}?</source>
   <translation>{scene}?</translation>
  </message>
 </context>
 <context>
  <name>ToolBar</name>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Comparing labels</source>
   <translation>Labels werden verglichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Disagreement</source>
   <translation>Uneinigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Drawing the map</source>
   <translation>Zeichnet die Karte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Fit the map</source>
   <translation>Karte einpassen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Hand</source>
   <translation>Hand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Lasso</source>
   <translation>Lasso</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Listening to clips</source>
   <translation>Hört Clips an</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>PCA</source>
   <translation>PCA</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Place {n} new clip</source>
   <translation>{n} neuen Clip einordnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Place {n} new clips</source>
   <translation>{n} neue Clips einordnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Pointer</source>
   <translation>Zeiger</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>about {time} left</source>
   <translation>noch etwa {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/explore/bar.py" />
   <source>openTSNE</source>
   <translation>openTSNE</translation>
  </message>
 </context>
</TS>
