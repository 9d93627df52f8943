<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>StartPage</name>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>ASC Studio</source>
   <translation>ASC Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Choose a folder of recordings</source>
   <translation>Ordner mit Aufnahmen wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Everything stays on this computer. Network off, no account.</source>
   <translation>Alles bleibt auf diesem Computer. Kein Netz, kein Konto.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>From your recordings to a file of some dozen kilobytes.</source>
   <translation>Aus Ihren Aufnahmen eine Datei von einigen Dutzend kB.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Go to the demo project</source>
   <translation>Zum Demoprojekt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>It is open: ten synthetic scenes on nine devices, to try things on.</source>
   <translation>Es ist offen: zehn synthetische Szenen auf neun Geräten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Just listen</source>
   <translation>Einfach zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Listen</source>
   <translation>Zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Make a model that fits your device</source>
   <translation>Ein Modell bauen, das auf Ihr Gerät passt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Making the demo project</source>
   <translation>Das Demoprojekt wird angelegt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Names the scene around you, with the small model that came along.</source>
   <translation>Nennt die Szene um Sie herum, mit dem kleinen Modell, das beiliegt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>One folder per scene, or a meta.csv. Your files stay where they are.</source>
   <translation>Ein Ordner je Szene oder meta.csv. Die Dateien bleiben, wo sie sind.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>One minute of sound is enough. It is known at once.</source>
   <translation>Eine Minute Klang genügt. Sofort wird der Ort erkannt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Open a project</source>
   <translation>Projekt öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Open the demo project</source>
   <translation>Demoprojekt öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Open...</source>
   <translation>Öffnen...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Recent projects</source>
   <translation>Zuletzt geöffnete Projekte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Start with my recordings</source>
   <translation>Mit meinen Aufnahmen beginnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Start with my recordings...</source>
   <translation>Mit meinen Aufnahmen beginnen...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Teach a place of your own</source>
   <translation>Einen eigenen Ort anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Teach small devices to know where they are, by ear.</source>
   <translation>Kleine Geräte erkennen am Klang, wo sie sind.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Ten synthetic scenes on nine devices</source>
   <translation>Zehn synthetische Szenen auf neun Geräten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Ten synthetic scenes on nine devices, to try things on. 6 MB, 10 s.</source>
   <translation>Zehn synthetische Szenen auf neun Geräten. 6 MB, 10 s.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>The first ten minutes</source>
   <translation>Die ersten zehn Minuten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>The microphone opens only when you press Start listening.</source>
   <translation>Das Mikrofon öffnet sich erst, wenn Sie „Zuhören“ drücken.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Where is %1 now?</source>
   <translation>Wo liegt %1 jetzt?</translation>
  </message>
 </context>
 <context>
  <name>StartPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/start/presenter.py" />
   <source>Demo project</source>
   <translation>Demoprojekt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/presenter.py" />
   <source>The demo project is ready and open</source>
   <translation>Das Demoprojekt ist fertig und geöffnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/presenter.py" />
   <source>The new project lies in "{folder}"</source>
   <translation>Das neue Projekt liegt in „{folder}“</translation>
  </message>
 </context>
 <context>
  <name>_RecentRow</name>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>%1 days ago</source>
   <translation>vor %1 Tagen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>%1 h ago</source>
   <translation>vor %1 h</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>%1 min ago</source>
   <translation>vor %1 min</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Forget %1</source>
   <translation>%1 vergessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Locate...</source>
   <translation>Suchen...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Pin %1</source>
   <translation>%1 anheften</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>Unpin %1</source>
   <translation>%1 lösen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>just now</source>
   <translation>gerade eben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/start/view.py" />
   <source>yesterday</source>
   <translation>gestern</translation>
  </message>
 </context>
</TS>
