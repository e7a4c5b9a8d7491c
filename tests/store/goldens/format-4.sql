BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'coordplan','first_tables','2026-11-25 22:05:36.018129+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'coordplan','ratings_and_reporting_of_plans','2026-11-25 22:05:36.049765+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'coordplan','office_and_issued_reports','2026-11-25 22:05:36.077043+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'coordplan','forms_and_returns','2026-11-25 22:05:36.094103+00:00');
CREATE TABLE "about" (
   "name" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
);
INSERT INTO "about" VALUES('spans_at','43');
INSERT INTO "about" VALUES('needs_coordplan','0.1.0');
CREATE TABLE "activities" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "plan_id" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "contents" TEXT NOT NULL,
   "lead" TEXT NOT NULL,
   "partners" TEXT,
   "every" TEXT,
   "due_day" INTEGER,
   "due_on" TEXT,
   "ongoing" INTEGER NOT NULL,
   "start_on" TEXT,
   "until_on" TEXT,
   "deadline_text" TEXT,
   "output" TEXT,
   "target" REAL,
   "unit" TEXT,
   "baseline" REAL,
   "weight" REAL NOT NULL,
   "after" TEXT,
   "successors" TEXT,
   "note" TEXT,
   "by_hand" INTEGER NOT NULL,
   "retired_on" TEXT,
   "folded" TEXT NOT NULL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "activities" VALUES(1,'gd-01','gd','Khảo sát dạy nghề','["nd2"]','so-gd','["btg"]',NULL,NULL,'2024-06-20',0,NULL,NULL,'','Báo cáo',NULL,NULL,NULL,2.0,NULL,NULL,'',0,NULL,'khao sat day nghe bao cao',1,NULL);
INSERT INTO "activities" VALUES(2,'gd-02','gd','Giao ban công tác khoa giáo','["nd1"]','btg','["so-gd"]','quarter',22,NULL,0,NULL,NULL,'','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,NULL,'giao ban cong tac khoa giao',1,NULL);
INSERT INTO "activities" VALUES(3,'gd-03','gd','Theo dõi dư luận','["nd2"]','btg',NULL,NULL,NULL,NULL,1,NULL,NULL,'','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,NULL,'theo doi du luan',1,NULL);
INSERT INTO "activities" VALUES(4,'gd-04','gd','Mở lớp bồi dưỡng','["nd1"]','so-gd',NULL,NULL,NULL,'2024-06-15',0,NULL,NULL,'','',12.0,'lớp',0.0,1.0,NULL,NULL,'',0,NULL,'mo lop boi duong',1,NULL);
INSERT INTO "activities" VALUES(5,'gd-05','gd','Đối thoại với giáo viên','["nd1"]','so-gd',NULL,NULL,NULL,'2024-07-10',0,NULL,NULL,'','',NULL,NULL,NULL,1.0,'["gd-01"]',NULL,'',0,NULL,'doi thoai voi giao vien',1,NULL);
INSERT INTO "activities" VALUES(6,'gd-06','gd','Hội thi','["nd1"]','so-gd',NULL,NULL,NULL,'2024-05-10',0,NULL,NULL,'','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,NULL,'hoi thi',1,30);
INSERT INTO "activities" VALUES(7,'ct-01','ct','Hội nghị sơ kết','["nd1", "nd2"]','btg',NULL,NULL,NULL,'2024-06-20',0,NULL,NULL,'','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,NULL,'hoi nghi so ket',1,NULL);
INSERT INTO "activities" VALUES(8,'yt-01','yt','Tuyên truyền phòng dịch','["nd1"]','so-yt',NULL,NULL,NULL,'2024-05-30',0,NULL,NULL,'','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,NULL,'tuyen truyen phong dich',1,NULL);
INSERT INTO "activities" VALUES(9,'yt-02','yt','Giảm số ca','["nd2"]','so-yt',NULL,'year',NULL,NULL,0,NULL,NULL,'','',20.0,'ca',80.0,1.0,NULL,NULL,'',0,NULL,'giam so ca',1,NULL);
INSERT INTO "activities" VALUES(10,'yt-03','yt','Công bố bản tin','["nd1", "nd2"]','so-yt',NULL,'month',20,NULL,0,NULL,NULL,'Hằng tháng','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,NULL,'cong bo ban tin hang thang',1,NULL);
INSERT INTO "activities" VALUES(11,'gd-06','gd','Hội thi','["nd1"]','so-gd',NULL,NULL,NULL,'2024-05-10',0,NULL,NULL,'','',NULL,NULL,NULL,1.0,NULL,NULL,'',0,'2024-06-25','hoi thi',30,NULL);
CREATE TABLE "calendar_days" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "off" INTEGER NOT NULL,
   "title" TEXT,
   "tentative" INTEGER NOT NULL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
CREATE TABLE "changes" (
   "id" INTEGER PRIMARY KEY,
   "at" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "command" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "undoes" INTEGER REFERENCES "changes"("id"),
   "illustrative" INTEGER NOT NULL
);
INSERT INTO "changes" VALUES(1,'2026-11-25T22:05:36.140219+00:00','lan','init plans','',NULL,0);
INSERT INTO "changes" VALUES(2,'2026-11-25T22:05:36.208699+00:00','lan','mark gd-01 100% --on 2024-06-10','',NULL,0);
INSERT INTO "changes" VALUES(3,'2026-11-25T22:05:36.242422+00:00','lan','mark gd-01 50% --on 2024-06-22','',NULL,0);
INSERT INTO "changes" VALUES(4,'2026-11-25T22:05:36.278105+00:00','lan','mark gd-01 100% --on 2024-06-22 --evidence ''12-BC/SGD, 22/6/2024''','',NULL,0);
INSERT INTO "changes" VALUES(5,'2026-11-25T22:05:36.315281+00:00','lan','done gd-02@2023-Q1 --on 2023-03-20','',NULL,0);
INSERT INTO "changes" VALUES(6,'2026-11-25T22:05:36.353975+00:00','lan','done gd-02@2023-Q2 --on 2023-06-20','',NULL,0);
INSERT INTO "changes" VALUES(7,'2026-11-25T22:05:36.390420+00:00','lan','done gd-02@2023-Q3 --on 2023-09-20','',NULL,0);
INSERT INTO "changes" VALUES(8,'2026-11-25T22:05:36.422276+00:00','lan','done gd-02@2023-Q4 --on 2023-12-20','',NULL,0);
INSERT INTO "changes" VALUES(9,'2026-11-25T22:05:36.445998+00:00','lan','done gd-02@2024-Q1 --on 2024-03-20','',NULL,0);
INSERT INTO "changes" VALUES(10,'2026-11-25T22:05:36.472550+00:00','lan','mark gd-02@2024-Q2 30% --on 2024-06-01 --note ''đang soạn''','',NULL,0);
INSERT INTO "changes" VALUES(11,'2026-11-25T22:05:36.503221+00:00','lan','mark gd-04 5 --on 2024-05-01','',NULL,0);
INSERT INTO "changes" VALUES(12,'2026-11-25T22:05:36.528219+00:00','lan','mark gd-06 suspended --on 2024-05-01','',NULL,0);
INSERT INTO "changes" VALUES(13,'2026-11-25T22:05:36.547196+00:00','lan','extend yt-01 2024-06-12 --evidence 3-CV --on 2024-05-29','',NULL,0);
INSERT INTO "changes" VALUES(14,'2026-11-25T22:05:36.574315+00:00','lan','done yt-01 --on 2024-06-11 --evidence 7-BC/SYT','',NULL,0);
INSERT INTO "changes" VALUES(15,'2026-11-25T22:05:36.602179+00:00','lan','mark yt-02@2023 15 --on 2023-12-01','',NULL,0);
INSERT INTO "changes" VALUES(16,'2026-11-25T22:05:36.626755+00:00','lan','done yt-03@2023-01 --on 2023-01-18','',NULL,0);
INSERT INTO "changes" VALUES(17,'2026-11-25T22:05:36.662470+00:00','lan','done yt-03@2023-02 --on 2023-02-18','',NULL,0);
INSERT INTO "changes" VALUES(18,'2026-11-25T22:05:36.698681+00:00','lan','done yt-03@2023-03 --on 2023-03-18','',NULL,0);
INSERT INTO "changes" VALUES(19,'2026-11-25T22:05:36.750935+00:00','lan','done yt-03@2023-04 --on 2023-04-18','',NULL,0);
INSERT INTO "changes" VALUES(20,'2026-11-25T22:05:36.792732+00:00','lan','done yt-03@2023-05 --on 2023-05-18','',NULL,0);
INSERT INTO "changes" VALUES(21,'2026-11-25T22:05:36.847853+00:00','lan','done yt-03@2023-06 --on 2023-06-18','',NULL,0);
INSERT INTO "changes" VALUES(22,'2026-11-25T22:05:36.899096+00:00','lan','done yt-03@2023-08 --on 2023-08-18','',NULL,0);
INSERT INTO "changes" VALUES(23,'2026-11-25T22:05:36.951794+00:00','lan','done yt-03@2023-09 --on 2023-09-18','',NULL,0);
INSERT INTO "changes" VALUES(24,'2026-11-25T22:05:37.003709+00:00','lan','done yt-03@2023-10 --on 2023-10-18','',NULL,0);
INSERT INTO "changes" VALUES(25,'2026-11-25T22:05:37.042688+00:00','lan','done yt-03@2023-11 --on 2023-11-18','',NULL,0);
INSERT INTO "changes" VALUES(26,'2026-11-25T22:05:37.099524+00:00','lan','done yt-03@2023-12 --on 2023-12-18','',NULL,0);
INSERT INTO "changes" VALUES(27,'2026-11-25T22:05:37.134495+00:00','lan','done yt-03@2024-01 --on 2024-01-19','',NULL,0);
INSERT INTO "changes" VALUES(28,'2026-11-25T22:05:37.187978+00:00','lan','done yt-03@2024-02 --on 2024-02-20','',NULL,0);
INSERT INTO "changes" VALUES(29,'2026-11-25T22:05:37.229846+00:00','lan','done yt-03@2024-04 --on 2024-04-22','',NULL,0);
INSERT INTO "changes" VALUES(30,'2026-11-25T22:05:37.289845+00:00','lan','retire gd-06 --on 2024-06-25','',NULL,0);
INSERT INTO "changes" VALUES(31,'2026-11-25T22:05:37.354434+00:00','lan','period close 2023-12','',NULL,0);
INSERT INTO "changes" VALUES(32,'2026-11-25T22:05:37.402424+00:00','lan','period close 2024-Q1','',NULL,0);
INSERT INTO "changes" VALUES(33,'2026-11-25T22:05:37.450912+00:00','lan','period close 2024-04','',NULL,0);
INSERT INTO "changes" VALUES(34,'2026-11-25T22:05:37.492051+00:00','lan','mark yt-03@2024-03 done --on 2024-03-10 --reopen','bổ sung',NULL,0);
INSERT INTO "changes" VALUES(35,'2026-11-25T22:05:37.542941+00:00','lan','period reopen 2024-04','thiếu báo cáo',NULL,0);
INSERT INTO "changes" VALUES(36,'2026-11-25T23:59:59.000000+00:00','lan','collect','',NULL,0);
INSERT INTO "changes" VALUES(37,'2026-11-25T23:59:59.000001+00:00','lan','report issue 2024-Q2 --number 45-BC/BTGTU --signed-on 2024-06-28 -o q2.txt','',NULL,0);
INSERT INTO "changes" VALUES(38,'2026-11-25T23:59:59.000002+00:00','lan','report issue 2024-06 --number 46-BC/BTGTU --signed-on 2024-06-28 --plan yt','',NULL,0);
INSERT INTO "changes" VALUES(39,'2026-11-25T23:59:59.000003+00:00','lan','report issue 2024-H1 --number 47-BC/BTGTU --signed-on 2024-06-28 --plan gd --plan yt','',NULL,0);
INSERT INTO "changes" VALUES(40,'2026-11-25T23:59:59.000004+00:00','lan','report withdraw 3','sai kỳ',NULL,0);
INSERT INTO "changes" VALUES(41,'2026-11-25T23:59:59.000005+00:00','lan','report issue 2024-9M --number 48-BC/BTGTU --signed-on 2024-06-30','',NULL,0);
INSERT INTO "changes" VALUES(42,'2026-11-25T23:59:59.000006+00:00','lan','undo','',41,0);
INSERT INTO "changes" VALUES(43,'2026-11-25T23:59:59.000007+00:00','lan','report issue 2024 --number 49-BC/BTGTU --signed-on 2024-06-30 --plan ct','',NULL,0);
CREATE TABLE "closings" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "closed_on" TEXT NOT NULL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "closings" VALUES(1,'2023-12','2024-06-30',31,NULL);
INSERT INTO "closings" VALUES(2,'2024-Q1','2024-06-30',32,NULL);
INSERT INTO "closings" VALUES(3,'2024-04','2024-06-30',33,35);
CREATE TABLE "contents" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "short" TEXT,
   "order" INTEGER,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "contents" VALUES(1,'nd1','Tuyên truyền','',0,1,NULL);
INSERT INTO "contents" VALUES(2,'nd2','Tham mưu','',1,1,NULL);
CREATE TABLE "entries" (
   "row" INTEGER PRIMARY KEY,
   "id" INTEGER NOT NULL,
   "occurrence_id" TEXT NOT NULL,
   "observed_on" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "percent" REAL,
   "value" REAL,
   "due_on" TEXT,
   "note" TEXT,
   "evidence" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "entries" VALUES(1,1,'gd-01','2024-06-10','percent',100.0,NULL,NULL,NULL,NULL,2,NULL);
INSERT INTO "entries" VALUES(2,2,'gd-01','2024-06-22','percent',50.0,NULL,NULL,NULL,NULL,3,NULL);
INSERT INTO "entries" VALUES(3,3,'gd-01','2024-06-22','percent',100.0,NULL,NULL,NULL,'12-BC/SGD, 22/6/2024',4,NULL);
INSERT INTO "entries" VALUES(4,4,'gd-02@2023-Q1','2023-03-20','done',NULL,NULL,NULL,NULL,NULL,5,NULL);
INSERT INTO "entries" VALUES(5,5,'gd-02@2023-Q2','2023-06-20','done',NULL,NULL,NULL,NULL,NULL,6,NULL);
INSERT INTO "entries" VALUES(6,6,'gd-02@2023-Q3','2023-09-20','done',NULL,NULL,NULL,NULL,NULL,7,NULL);
INSERT INTO "entries" VALUES(7,7,'gd-02@2023-Q4','2023-12-20','done',NULL,NULL,NULL,NULL,NULL,8,NULL);
INSERT INTO "entries" VALUES(8,8,'gd-02@2024-Q1','2024-03-20','done',NULL,NULL,NULL,NULL,NULL,9,NULL);
INSERT INTO "entries" VALUES(9,9,'gd-02@2024-Q2','2024-06-01','percent',30.0,NULL,NULL,'đang soạn',NULL,10,NULL);
INSERT INTO "entries" VALUES(10,10,'gd-04','2024-05-01','value',NULL,5.0,NULL,NULL,NULL,11,NULL);
INSERT INTO "entries" VALUES(11,11,'gd-06','2024-05-01','suspended',NULL,NULL,NULL,NULL,NULL,12,NULL);
INSERT INTO "entries" VALUES(12,12,'yt-01','2024-05-29','extended',NULL,NULL,'2024-06-12',NULL,'3-CV',13,NULL);
INSERT INTO "entries" VALUES(13,13,'yt-01','2024-06-11','done',NULL,NULL,NULL,NULL,'7-BC/SYT',14,NULL);
INSERT INTO "entries" VALUES(14,14,'yt-02@2023','2023-12-01','value',NULL,15.0,NULL,NULL,NULL,15,NULL);
INSERT INTO "entries" VALUES(15,15,'yt-03@2023-01','2023-01-18','done',NULL,NULL,NULL,NULL,NULL,16,NULL);
INSERT INTO "entries" VALUES(16,16,'yt-03@2023-02','2023-02-18','done',NULL,NULL,NULL,NULL,NULL,17,NULL);
INSERT INTO "entries" VALUES(17,17,'yt-03@2023-03','2023-03-18','done',NULL,NULL,NULL,NULL,NULL,18,NULL);
INSERT INTO "entries" VALUES(18,18,'yt-03@2023-04','2023-04-18','done',NULL,NULL,NULL,NULL,NULL,19,NULL);
INSERT INTO "entries" VALUES(19,19,'yt-03@2023-05','2023-05-18','done',NULL,NULL,NULL,NULL,NULL,20,NULL);
INSERT INTO "entries" VALUES(20,20,'yt-03@2023-06','2023-06-18','done',NULL,NULL,NULL,NULL,NULL,21,NULL);
INSERT INTO "entries" VALUES(21,21,'yt-03@2023-08','2023-08-18','done',NULL,NULL,NULL,NULL,NULL,22,NULL);
INSERT INTO "entries" VALUES(22,22,'yt-03@2023-09','2023-09-18','done',NULL,NULL,NULL,NULL,NULL,23,NULL);
INSERT INTO "entries" VALUES(23,23,'yt-03@2023-10','2023-10-18','done',NULL,NULL,NULL,NULL,NULL,24,NULL);
INSERT INTO "entries" VALUES(24,24,'yt-03@2023-11','2023-11-18','done',NULL,NULL,NULL,NULL,NULL,25,NULL);
INSERT INTO "entries" VALUES(25,25,'yt-03@2023-12','2023-12-18','done',NULL,NULL,NULL,NULL,NULL,26,NULL);
INSERT INTO "entries" VALUES(26,26,'yt-03@2024-01','2024-01-19','done',NULL,NULL,NULL,NULL,NULL,27,NULL);
INSERT INTO "entries" VALUES(27,27,'yt-03@2024-02','2024-02-20','done',NULL,NULL,NULL,NULL,NULL,28,NULL);
INSERT INTO "entries" VALUES(28,28,'yt-03@2024-04','2024-04-22','done',NULL,NULL,NULL,NULL,NULL,29,NULL);
INSERT INTO "entries" VALUES(29,29,'yt-03@2024-03','2024-03-10','done',NULL,NULL,NULL,NULL,NULL,34,NULL);
CREATE TABLE "forms" (
   "row" INTEGER PRIMARY KEY,
   "id" INTEGER NOT NULL,
   "period" TEXT NOT NULL,
   "organization" TEXT NOT NULL,
   "made_on" TEXT NOT NULL,
   "seen" INTEGER NOT NULL,
   "send_by" TEXT,
   "file_name" TEXT NOT NULL,
   "checksum" TEXT NOT NULL,
   "asked" TEXT,
   "not_due" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
CREATE TABLE "occurrences" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "activity_id" TEXT NOT NULL,
   "plan_id" TEXT NOT NULL,
   "period" TEXT,
   "start_on" TEXT NOT NULL,
   "due_on" TEXT,
   "until_on" TEXT NOT NULL,
   "weight" REAL NOT NULL,
   "target" REAL,
   "baseline" REAL,
   "retired_on" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "occurrences" VALUES(1,'gd-01','gd-01','gd','','2024-01-01','2024-06-20','2024-06-20',2.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(2,'gd-02@2023-Q1','gd-02','gd','2023-Q1','2023-01-01','2023-03-22','2023-03-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(3,'gd-02@2023-Q2','gd-02','gd','2023-Q2','2023-04-01','2023-06-22','2023-06-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(4,'gd-02@2023-Q3','gd-02','gd','2023-Q3','2023-07-01','2023-09-22','2023-09-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(5,'gd-02@2023-Q4','gd-02','gd','2023-Q4','2023-10-01','2023-12-22','2023-12-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(6,'gd-02@2024-Q1','gd-02','gd','2024-Q1','2024-01-01','2024-03-22','2024-03-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(7,'gd-02@2024-Q2','gd-02','gd','2024-Q2','2024-04-01','2024-06-22','2024-06-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(8,'gd-02@2024-Q3','gd-02','gd','2024-Q3','2024-07-01','2024-09-22','2024-09-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(9,'gd-02@2024-Q4','gd-02','gd','2024-Q4','2024-10-01','2024-12-22','2024-12-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(10,'gd-02@2025-Q1','gd-02','gd','2025-Q1','2025-01-01','2025-03-22','2025-03-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(11,'gd-02@2025-Q2','gd-02','gd','2025-Q2','2025-04-01','2025-06-22','2025-06-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(12,'gd-02@2025-Q3','gd-02','gd','2025-Q3','2025-07-01','2025-09-22','2025-09-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(13,'gd-02@2025-Q4','gd-02','gd','2025-Q4','2025-10-01','2025-12-22','2025-12-22',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(14,'gd-03','gd-03','gd','','2023-01-01',NULL,'2025-12-31',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(15,'gd-04','gd-04','gd','','2024-01-01','2024-06-15','2024-06-15',1.0,12.0,0.0,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(16,'gd-05','gd-05','gd','','2024-01-01','2024-07-10','2024-07-10',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(17,'gd-06','gd-06','gd','','2024-01-01','2024-05-10','2024-05-10',1.0,NULL,NULL,NULL,1,30);
INSERT INTO "occurrences" VALUES(18,'ct-01','ct-01','ct','','2024-01-01','2024-06-20','2024-06-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(19,'yt-01','yt-01','yt','','2024-01-01','2024-05-30','2024-05-30',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(20,'yt-02@2023','yt-02','yt','2023','2023-01-01','2023-12-31','2023-12-31',1.0,20.0,80.0,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(21,'yt-02@2024','yt-02','yt','2024','2024-01-01','2024-12-31','2024-12-31',1.0,20.0,80.0,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(22,'yt-02@2025','yt-02','yt','2025','2025-01-01','2025-12-31','2025-12-31',1.0,20.0,80.0,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(23,'yt-03@2023-01','yt-03','yt','2023-01','2023-01-01','2023-01-20','2023-01-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(24,'yt-03@2023-02','yt-03','yt','2023-02','2023-02-01','2023-02-20','2023-02-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(25,'yt-03@2023-03','yt-03','yt','2023-03','2023-03-01','2023-03-20','2023-03-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(26,'yt-03@2023-04','yt-03','yt','2023-04','2023-04-01','2023-04-20','2023-04-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(27,'yt-03@2023-05','yt-03','yt','2023-05','2023-05-01','2023-05-20','2023-05-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(28,'yt-03@2023-06','yt-03','yt','2023-06','2023-06-01','2023-06-20','2023-06-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(29,'yt-03@2023-07','yt-03','yt','2023-07','2023-07-01','2023-07-20','2023-07-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(30,'yt-03@2023-08','yt-03','yt','2023-08','2023-08-01','2023-08-20','2023-08-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(31,'yt-03@2023-09','yt-03','yt','2023-09','2023-09-01','2023-09-20','2023-09-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(32,'yt-03@2023-10','yt-03','yt','2023-10','2023-10-01','2023-10-20','2023-10-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(33,'yt-03@2023-11','yt-03','yt','2023-11','2023-11-01','2023-11-20','2023-11-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(34,'yt-03@2023-12','yt-03','yt','2023-12','2023-12-01','2023-12-20','2023-12-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(35,'yt-03@2024-01','yt-03','yt','2024-01','2024-01-01','2024-01-20','2024-01-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(36,'yt-03@2024-02','yt-03','yt','2024-02','2024-02-01','2024-02-20','2024-02-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(37,'yt-03@2024-03','yt-03','yt','2024-03','2024-03-01','2024-03-20','2024-03-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(38,'yt-03@2024-04','yt-03','yt','2024-04','2024-04-01','2024-04-20','2024-04-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(39,'yt-03@2024-05','yt-03','yt','2024-05','2024-05-01','2024-05-20','2024-05-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(40,'yt-03@2024-06','yt-03','yt','2024-06','2024-06-01','2024-06-20','2024-06-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(41,'yt-03@2024-07','yt-03','yt','2024-07','2024-07-01','2024-07-20','2024-07-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(42,'yt-03@2024-08','yt-03','yt','2024-08','2024-08-01','2024-08-20','2024-08-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(43,'yt-03@2024-09','yt-03','yt','2024-09','2024-09-01','2024-09-20','2024-09-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(44,'yt-03@2024-10','yt-03','yt','2024-10','2024-10-01','2024-10-20','2024-10-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(45,'yt-03@2024-11','yt-03','yt','2024-11','2024-11-01','2024-11-20','2024-11-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(46,'yt-03@2024-12','yt-03','yt','2024-12','2024-12-01','2024-12-20','2024-12-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(47,'yt-03@2025-01','yt-03','yt','2025-01','2025-01-01','2025-01-20','2025-01-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(48,'yt-03@2025-02','yt-03','yt','2025-02','2025-02-01','2025-02-20','2025-02-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(49,'yt-03@2025-03','yt-03','yt','2025-03','2025-03-01','2025-03-20','2025-03-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(50,'yt-03@2025-04','yt-03','yt','2025-04','2025-04-01','2025-04-20','2025-04-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(51,'yt-03@2025-05','yt-03','yt','2025-05','2025-05-01','2025-05-20','2025-05-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(52,'yt-03@2025-06','yt-03','yt','2025-06','2025-06-01','2025-06-20','2025-06-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(53,'yt-03@2025-07','yt-03','yt','2025-07','2025-07-01','2025-07-20','2025-07-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(54,'yt-03@2025-08','yt-03','yt','2025-08','2025-08-01','2025-08-20','2025-08-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(55,'yt-03@2025-09','yt-03','yt','2025-09','2025-09-01','2025-09-20','2025-09-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(56,'yt-03@2025-10','yt-03','yt','2025-10','2025-10-01','2025-10-20','2025-10-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(57,'yt-03@2025-11','yt-03','yt','2025-11','2025-11-01','2025-11-20','2025-11-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(58,'yt-03@2025-12','yt-03','yt','2025-12','2025-12-01','2025-12-20','2025-12-20',1.0,NULL,NULL,NULL,1,NULL);
INSERT INTO "occurrences" VALUES(59,'gd-06','gd-06','gd','','2024-01-01','2024-05-10','2024-05-10',1.0,NULL,NULL,'2024-06-25',30,NULL);
CREATE TABLE "offices" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "title" TEXT,
   "profile" TEXT NOT NULL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
CREATE TABLE "organizations" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "short" TEXT,
   "family" TEXT,
   "start_on" TEXT,
   "until_on" TEXT,
   "successors" TEXT,
   "note" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "organizations" VALUES(1,'btg','Ban Tuyên giáo','BTG','',NULL,'2024-06-01','["btgdv"]','',1,NULL);
INSERT INTO "organizations" VALUES(2,'btgdv','Ban Tuyên giáo và Dân vận','BTGDV','','2024-06-02',NULL,NULL,'',1,NULL);
INSERT INTO "organizations" VALUES(3,'so-gd','Sở Giáo dục','SGD','',NULL,NULL,NULL,'',1,NULL);
INSERT INTO "organizations" VALUES(4,'so-yt','Sở Y tế','SYT','',NULL,NULL,NULL,'',1,NULL);
CREATE TABLE "plans" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "partner" TEXT NOT NULL,
   "short" TEXT,
   "signed_on" TEXT,
   "fields" TEXT,
   "successors" TEXT,
   "order" INTEGER,
   "retired_on" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
, "cutoff_day" INTEGER, "send_within" INTEGER);
INSERT INTO "plans" VALUES(1,'gd','Kế hoạch phối hợp với Sở Giáo dục','so-gd','',NULL,NULL,NULL,0,NULL,1,NULL,NULL,NULL);
INSERT INTO "plans" VALUES(2,'yt','Kế hoạch phối hợp với Sở Y tế','so-yt','',NULL,NULL,NULL,0,NULL,1,NULL,14,NULL);
CREATE TABLE "profiles" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "issuer" TEXT,
   "superior" TEXT,
   "code" TEXT,
   "place" TEXT,
   "signer_authority" TEXT,
   "signer_title" TEXT,
   "signer_name" TEXT,
   "recipients" TEXT,
   "title" TEXT,
   "font" TEXT,
   "margin_top" REAL,
   "margin_bottom" REAL,
   "margin_left" REAL,
   "margin_right" REAL,
   "state_title" TEXT,
   "state_title_size" REAL,
   "motto" TEXT,
   "motto_size" REAL,
   "superior_size" REAL,
   "issuer_size" REAL,
   "issuer_mark" TEXT,
   "number_form" TEXT,
   "number_size" REAL,
   "date_size" REAL,
   "kind_size" REAL,
   "subject_size" REAL,
   "subject_start" TEXT,
   "subject_mark" TEXT,
   "body_size" REAL,
   "first_line" REAL,
   "line_points" REAL,
   "after_points" REAL,
   "heading_mark" TEXT,
   "signature_size" REAL,
   "signer_title_style" TEXT,
   "recipients_title_style" TEXT,
   "recipients_title_size" REAL,
   "recipients_size" REAL,
   "end_mark" TEXT,
   "table_size" REAL,
   "annex_size" REAL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
CREATE TABLE "programs" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "start_on" TEXT NOT NULL,
   "until_on" TEXT NOT NULL,
   "short" TEXT,
   "language" TEXT,
   "signed_on" TEXT,
   "sides" TEXT,
   "basis" TEXT,
   "cutoff_day" INTEGER,
   "send_within" INTEGER,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
, "rating" TEXT);
INSERT INTO "programs" VALUES(1,'ct','Chương trình thử','2023-01-01','2025-12-31','CT','en',NULL,NULL,NULL,25,5,1,NULL,NULL);
CREATE TABLE "ratings" (
   "row" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "plan_id" TEXT NOT NULL,
   "rated_on" TEXT NOT NULL,
   "colour" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
CREATE TABLE "reports" (
   "row" INTEGER PRIMARY KEY,
   "id" INTEGER NOT NULL,
   "number" TEXT NOT NULL,
   "signed_on" TEXT NOT NULL,
   "period" TEXT NOT NULL,
   "plans" TEXT,
   "profile" TEXT NOT NULL,
   "language" TEXT NOT NULL,
   "as_of" TEXT NOT NULL,
   "known" INTEGER NOT NULL,
   "figures" TEXT NOT NULL,
   "file_name" TEXT,
   "file_digest" TEXT,
   "template_digest" TEXT,
   "made_by" TEXT NOT NULL,
   "withdrawn_on" TEXT,
   "withdrawn_reason" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "reports" VALUES(1,1,'45-BC/BTGTU','2024-06-28','2024-Q2',NULL,'party','en','2024-06-25',36,'1d8fa29a5c7c99ff5869bce3c86c642a9beac1e266f8a7f744d4c4982ea9e459','q2.txt','2e5ddf3dcfb90635c807da5f0b01a150fa596e451e3fb310249283705288c844','','0.1.0',NULL,'',37,NULL);
INSERT INTO "reports" VALUES(2,2,'46-BC/BTGTU','2024-06-28','2024-06','["yt"]','party','en','2024-06-14',37,'48007e8ce1cb205e57db22d30c823206cda38d0cb8b3ffa03cd9f9bdef25e966','','','','0.1.0',NULL,'',38,NULL);
INSERT INTO "reports" VALUES(3,3,'47-BC/BTGTU','2024-06-28','2024-H1','["gd", "yt"]','party','en','2024-06-25',38,'8d0c12f0ec78ae7da81fef8b6f46377b7602ea2e2a2949f3f65c79cdc01888f9','','','','0.1.0',NULL,'',39,40);
INSERT INTO "reports" VALUES(4,3,'47-BC/BTGTU','2024-06-28','2024-H1','["gd", "yt"]','party','en','2024-06-25',38,'8d0c12f0ec78ae7da81fef8b6f46377b7602ea2e2a2949f3f65c79cdc01888f9','','','','0.1.0','2024-06-30','sai kỳ',40,NULL);
INSERT INTO "reports" VALUES(5,4,'48-BC/BTGTU','2024-06-30','2024-9M',NULL,'party','en','2024-06-30',40,'fbe6f7ffb1fa4bcb208cc2a5ac1f4ff5c817522ce862e11f5d1f9fbd493e3b14','','','','0.1.0',NULL,'',41,42);
INSERT INTO "reports" VALUES(6,5,'49-BC/BTGTU','2024-06-30','2024','["ct"]','party','en','2024-06-30',42,'ad8c3c940bdca5e894683992ece0a5ed07300bd70ff80c51622e7002ecff4b19','','','','0.1.0',NULL,'',43,NULL);
CREATE TABLE "return_rows" (
   "row" INTEGER PRIMARY KEY,
   "id" INTEGER NOT NULL,
   "return_id" INTEGER NOT NULL,
   "occurrence_id" TEXT NOT NULL,
   "answer" TEXT NOT NULL,
   "said" TEXT,
   "done_on" TEXT,
   "evidence" TEXT,
   "difficulties" TEXT,
   "recommendations" TEXT,
   "outcome" TEXT NOT NULL,
   "fault" TEXT,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "return_rows" VALUES(1,1,1,'gd-02@2024-Q2','taken_in',NULL,NULL,NULL,'Thiếu  kinh phí','Đề nghị bổ sung','taken_in',NULL,36,NULL);
INSERT INTO "return_rows" VALUES(2,2,1,'gd-04','taken_in',NULL,NULL,NULL,'Thiếu kinh phí',NULL,'taken_in',NULL,36,NULL);
INSERT INTO "return_rows" VALUES(3,3,2,'yt-03@2024-05','taken_in',NULL,NULL,NULL,NULL,'Đề nghị hướng dẫn','taken_in',NULL,36,NULL);
CREATE TABLE "returns" (
   "row" INTEGER PRIMARY KEY,
   "id" INTEGER NOT NULL,
   "period" TEXT NOT NULL,
   "organization" TEXT NOT NULL,
   "file_name" TEXT NOT NULL,
   "file_digest" TEXT NOT NULL,
   "form_checksum" TEXT,
   "received_on" TEXT NOT NULL,
   "outcome" TEXT NOT NULL,
   "rows" INTEGER NOT NULL,
   "taken_in" INTEGER NOT NULL,
   "sent_back" INTEGER NOT NULL,
   "added_by" INTEGER NOT NULL REFERENCES "changes"("id"),
   "ended_by" INTEGER REFERENCES "changes"("id")
);
INSERT INTO "returns" VALUES(1,1,'2024-Q2','so-gd','so-gd.xlsx','x','y','2024-06-28','accepted',2,2,0,36,NULL);
INSERT INTO "returns" VALUES(2,2,'2024-Q2','so-yt','so-yt.xlsx','x','y','2024-06-28','accepted',2,2,0,36,NULL);
CREATE TABLE spans (plan_id TEXT, id TEXT, from_on TEXT, next_on TEXT, activity_id TEXT, start_on TEXT, due_on TEXT, due_on_in_force TEXT, until_on TEXT, weight FLOAT, retired_on TEXT, reached, holding TEXT, PRIMARY KEY (plan_id, id, from_on)) WITHOUT ROWID;
INSERT INTO "spans" VALUES('ct','ct-01','0001-01-01','9999-12-31','ct-01','2024-01-01','2024-06-20','2024-06-20','2024-06-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-01','0001-01-01','2024-06-10','gd-01','2024-01-01','2024-06-20','2024-06-20','2024-06-20',2.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-01','2024-06-10','2024-06-22','gd-01','2024-01-01','2024-06-20','2024-06-20','2024-06-20',2.0,NULL,'2024-06-10',NULL);
INSERT INTO "spans" VALUES('gd','gd-01','2024-06-22','9999-12-31','gd-01','2024-01-01','2024-06-20','2024-06-20','2024-06-20',2.0,NULL,'2024-06-22',NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q1','0001-01-01','2023-03-20','gd-02','2023-01-01','2023-03-22','2023-03-22','2023-03-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q1','2023-03-20','9999-12-31','gd-02','2023-01-01','2023-03-22','2023-03-22','2023-03-22',1.0,NULL,'2023-03-20',NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q2','0001-01-01','2023-06-20','gd-02','2023-04-01','2023-06-22','2023-06-22','2023-06-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q2','2023-06-20','9999-12-31','gd-02','2023-04-01','2023-06-22','2023-06-22','2023-06-22',1.0,NULL,'2023-06-20',NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q3','0001-01-01','2023-09-20','gd-02','2023-07-01','2023-09-22','2023-09-22','2023-09-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q3','2023-09-20','9999-12-31','gd-02','2023-07-01','2023-09-22','2023-09-22','2023-09-22',1.0,NULL,'2023-09-20',NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q4','0001-01-01','2023-12-20','gd-02','2023-10-01','2023-12-22','2023-12-22','2023-12-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2023-Q4','2023-12-20','9999-12-31','gd-02','2023-10-01','2023-12-22','2023-12-22','2023-12-22',1.0,NULL,'2023-12-20',NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2024-Q1','0001-01-01','2024-03-20','gd-02','2024-01-01','2024-03-22','2024-03-22','2024-03-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2024-Q1','2024-03-20','9999-12-31','gd-02','2024-01-01','2024-03-22','2024-03-22','2024-03-22',1.0,NULL,'2024-03-20',NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2024-Q2','0001-01-01','2024-06-01','gd-02','2024-04-01','2024-06-22','2024-06-22','2024-06-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2024-Q2','2024-06-01','9999-12-31','gd-02','2024-04-01','2024-06-22','2024-06-22','2024-06-22',1.0,NULL,30.0,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2024-Q3','0001-01-01','9999-12-31','gd-02','2024-07-01','2024-09-22','2024-09-22','2024-09-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2024-Q4','0001-01-01','9999-12-31','gd-02','2024-10-01','2024-12-22','2024-12-22','2024-12-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2025-Q1','0001-01-01','9999-12-31','gd-02','2025-01-01','2025-03-22','2025-03-22','2025-03-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2025-Q2','0001-01-01','9999-12-31','gd-02','2025-04-01','2025-06-22','2025-06-22','2025-06-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2025-Q3','0001-01-01','9999-12-31','gd-02','2025-07-01','2025-09-22','2025-09-22','2025-09-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-02@2025-Q4','0001-01-01','9999-12-31','gd-02','2025-10-01','2025-12-22','2025-12-22','2025-12-22',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-03','0001-01-01','9999-12-31','gd-03','2023-01-01',NULL,NULL,'2025-12-31',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-04','0001-01-01','2024-05-01','gd-04','2024-01-01','2024-06-15','2024-06-15','2024-06-15',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-04','2024-05-01','9999-12-31','gd-04','2024-01-01','2024-06-15','2024-06-15','2024-06-15',1.0,NULL,4.16666666666666642973e+01,NULL);
INSERT INTO "spans" VALUES('gd','gd-05','0001-01-01','9999-12-31','gd-05','2024-01-01','2024-07-10','2024-07-10','2024-07-10',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-06','0001-01-01','2024-05-01','gd-06','2024-01-01','2024-05-10','2024-05-10','2024-05-10',1.0,'2024-06-25',NULL,NULL);
INSERT INTO "spans" VALUES('gd','gd-06','2024-05-01','9999-12-31','gd-06','2024-01-01','2024-05-10','2024-05-10','2024-05-10',1.0,'2024-06-25',NULL,'suspended');
INSERT INTO "spans" VALUES('yt','yt-01','0001-01-01','2024-05-29','yt-01','2024-01-01','2024-05-30','2024-05-30','2024-05-30',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-01','2024-05-29','2024-06-11','yt-01','2024-01-01','2024-05-30','2024-06-12','2024-05-30',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-01','2024-06-11','9999-12-31','yt-01','2024-01-01','2024-05-30','2024-06-12','2024-05-30',1.0,NULL,'2024-06-11',NULL);
INSERT INTO "spans" VALUES('yt','yt-02@2023','0001-01-01','2023-12-01','yt-02','2023-01-01','2023-12-31','2023-12-31','2023-12-31',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-02@2023','2023-12-01','9999-12-31','yt-02','2023-01-01','2023-12-31','2023-12-31','2023-12-31',1.0,NULL,'2023-12-01',NULL);
INSERT INTO "spans" VALUES('yt','yt-02@2024','0001-01-01','9999-12-31','yt-02','2024-01-01','2024-12-31','2024-12-31','2024-12-31',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-02@2025','0001-01-01','9999-12-31','yt-02','2025-01-01','2025-12-31','2025-12-31','2025-12-31',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-01','0001-01-01','2023-01-18','yt-03','2023-01-01','2023-01-20','2023-01-20','2023-01-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-01','2023-01-18','9999-12-31','yt-03','2023-01-01','2023-01-20','2023-01-20','2023-01-20',1.0,NULL,'2023-01-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-02','0001-01-01','2023-02-18','yt-03','2023-02-01','2023-02-20','2023-02-20','2023-02-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-02','2023-02-18','9999-12-31','yt-03','2023-02-01','2023-02-20','2023-02-20','2023-02-20',1.0,NULL,'2023-02-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-03','0001-01-01','2023-03-18','yt-03','2023-03-01','2023-03-20','2023-03-20','2023-03-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-03','2023-03-18','9999-12-31','yt-03','2023-03-01','2023-03-20','2023-03-20','2023-03-20',1.0,NULL,'2023-03-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-04','0001-01-01','2023-04-18','yt-03','2023-04-01','2023-04-20','2023-04-20','2023-04-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-04','2023-04-18','9999-12-31','yt-03','2023-04-01','2023-04-20','2023-04-20','2023-04-20',1.0,NULL,'2023-04-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-05','0001-01-01','2023-05-18','yt-03','2023-05-01','2023-05-20','2023-05-20','2023-05-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-05','2023-05-18','9999-12-31','yt-03','2023-05-01','2023-05-20','2023-05-20','2023-05-20',1.0,NULL,'2023-05-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-06','0001-01-01','2023-06-18','yt-03','2023-06-01','2023-06-20','2023-06-20','2023-06-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-06','2023-06-18','9999-12-31','yt-03','2023-06-01','2023-06-20','2023-06-20','2023-06-20',1.0,NULL,'2023-06-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-07','0001-01-01','9999-12-31','yt-03','2023-07-01','2023-07-20','2023-07-20','2023-07-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-08','0001-01-01','2023-08-18','yt-03','2023-08-01','2023-08-20','2023-08-20','2023-08-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-08','2023-08-18','9999-12-31','yt-03','2023-08-01','2023-08-20','2023-08-20','2023-08-20',1.0,NULL,'2023-08-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-09','0001-01-01','2023-09-18','yt-03','2023-09-01','2023-09-20','2023-09-20','2023-09-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-09','2023-09-18','9999-12-31','yt-03','2023-09-01','2023-09-20','2023-09-20','2023-09-20',1.0,NULL,'2023-09-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-10','0001-01-01','2023-10-18','yt-03','2023-10-01','2023-10-20','2023-10-20','2023-10-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-10','2023-10-18','9999-12-31','yt-03','2023-10-01','2023-10-20','2023-10-20','2023-10-20',1.0,NULL,'2023-10-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-11','0001-01-01','2023-11-18','yt-03','2023-11-01','2023-11-20','2023-11-20','2023-11-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-11','2023-11-18','9999-12-31','yt-03','2023-11-01','2023-11-20','2023-11-20','2023-11-20',1.0,NULL,'2023-11-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-12','0001-01-01','2023-12-18','yt-03','2023-12-01','2023-12-20','2023-12-20','2023-12-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2023-12','2023-12-18','9999-12-31','yt-03','2023-12-01','2023-12-20','2023-12-20','2023-12-20',1.0,NULL,'2023-12-18',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-01','0001-01-01','2024-01-19','yt-03','2024-01-01','2024-01-20','2024-01-20','2024-01-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-01','2024-01-19','9999-12-31','yt-03','2024-01-01','2024-01-20','2024-01-20','2024-01-20',1.0,NULL,'2024-01-19',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-02','0001-01-01','2024-02-20','yt-03','2024-02-01','2024-02-20','2024-02-20','2024-02-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-02','2024-02-20','9999-12-31','yt-03','2024-02-01','2024-02-20','2024-02-20','2024-02-20',1.0,NULL,'2024-02-20',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-03','0001-01-01','2024-03-10','yt-03','2024-03-01','2024-03-20','2024-03-20','2024-03-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-03','2024-03-10','9999-12-31','yt-03','2024-03-01','2024-03-20','2024-03-20','2024-03-20',1.0,NULL,'2024-03-10',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-04','0001-01-01','2024-04-22','yt-03','2024-04-01','2024-04-20','2024-04-20','2024-04-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-04','2024-04-22','9999-12-31','yt-03','2024-04-01','2024-04-20','2024-04-20','2024-04-20',1.0,NULL,'2024-04-22',NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-05','0001-01-01','9999-12-31','yt-03','2024-05-01','2024-05-20','2024-05-20','2024-05-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-06','0001-01-01','9999-12-31','yt-03','2024-06-01','2024-06-20','2024-06-20','2024-06-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-07','0001-01-01','9999-12-31','yt-03','2024-07-01','2024-07-20','2024-07-20','2024-07-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-08','0001-01-01','9999-12-31','yt-03','2024-08-01','2024-08-20','2024-08-20','2024-08-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-09','0001-01-01','9999-12-31','yt-03','2024-09-01','2024-09-20','2024-09-20','2024-09-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-10','0001-01-01','9999-12-31','yt-03','2024-10-01','2024-10-20','2024-10-20','2024-10-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-11','0001-01-01','9999-12-31','yt-03','2024-11-01','2024-11-20','2024-11-20','2024-11-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2024-12','0001-01-01','9999-12-31','yt-03','2024-12-01','2024-12-20','2024-12-20','2024-12-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-01','0001-01-01','9999-12-31','yt-03','2025-01-01','2025-01-20','2025-01-20','2025-01-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-02','0001-01-01','9999-12-31','yt-03','2025-02-01','2025-02-20','2025-02-20','2025-02-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-03','0001-01-01','9999-12-31','yt-03','2025-03-01','2025-03-20','2025-03-20','2025-03-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-04','0001-01-01','9999-12-31','yt-03','2025-04-01','2025-04-20','2025-04-20','2025-04-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-05','0001-01-01','9999-12-31','yt-03','2025-05-01','2025-05-20','2025-05-20','2025-05-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-06','0001-01-01','9999-12-31','yt-03','2025-06-01','2025-06-20','2025-06-20','2025-06-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-07','0001-01-01','9999-12-31','yt-03','2025-07-01','2025-07-20','2025-07-20','2025-07-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-08','0001-01-01','9999-12-31','yt-03','2025-08-01','2025-08-20','2025-08-20','2025-08-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-09','0001-01-01','9999-12-31','yt-03','2025-09-01','2025-09-20','2025-09-20','2025-09-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-10','0001-01-01','9999-12-31','yt-03','2025-10-01','2025-10-20','2025-10-20','2025-10-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-11','0001-01-01','9999-12-31','yt-03','2025-11-01','2025-11-20','2025-11-20','2025-11-20',1.0,NULL,NULL,NULL);
INSERT INTO "spans" VALUES('yt','yt-03@2025-12','0001-01-01','9999-12-31','yt-03','2025-12-01','2025-12-20','2025-12-20','2025-12-20',1.0,NULL,NULL,NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TRIGGER changes_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes: changes are never altered'); END;
CREATE TRIGGER changes_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes: changes are never altered'); END;
CREATE TRIGGER changes_insert BEFORE INSERT ON changes WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'changes: changes are never altered'); END;
CREATE UNIQUE INDEX programs_in_force ON programs (id) WHERE ended_by IS NULL;
CREATE INDEX programs_by_id ON programs (id);
CREATE INDEX programs_by_change ON programs (added_by);
CREATE INDEX programs_by_ending ON programs (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER programs_delete BEFORE DELETE ON programs BEGIN SELECT RAISE(ABORT, 'programs: rows are ended, never deleted'); END;
CREATE TRIGGER programs_insert BEFORE INSERT ON programs WHEN EXISTS (SELECT 1 FROM programs WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM programs WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'programs: this row is there already'); END;
CREATE UNIQUE INDEX contents_in_force ON contents (id) WHERE ended_by IS NULL;
CREATE INDEX contents_by_id ON contents (id);
CREATE INDEX contents_by_change ON contents (added_by);
CREATE INDEX contents_by_ending ON contents (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER contents_delete BEFORE DELETE ON contents BEGIN SELECT RAISE(ABORT, 'contents: rows are ended, never deleted'); END;
CREATE TRIGGER contents_update BEFORE UPDATE ON contents WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."title" IS OLD."title" AND NEW."short" IS OLD."short" AND NEW."order" IS OLD."order" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'contents: rows are ended, never altered'); END;
CREATE TRIGGER contents_insert BEFORE INSERT ON contents WHEN EXISTS (SELECT 1 FROM contents WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM contents WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'contents: this row is there already'); END;
CREATE UNIQUE INDEX organizations_in_force ON organizations (id) WHERE ended_by IS NULL;
CREATE INDEX organizations_by_id ON organizations (id);
CREATE INDEX organizations_by_change ON organizations (added_by);
CREATE INDEX organizations_by_ending ON organizations (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER organizations_delete BEFORE DELETE ON organizations BEGIN SELECT RAISE(ABORT, 'organizations: rows are ended, never deleted'); END;
CREATE TRIGGER organizations_update BEFORE UPDATE ON organizations WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."title" IS OLD."title" AND NEW."short" IS OLD."short" AND NEW."family" IS OLD."family" AND NEW."start_on" IS OLD."start_on" AND NEW."until_on" IS OLD."until_on" AND NEW."successors" IS OLD."successors" AND NEW."note" IS OLD."note" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'organizations: rows are ended, never altered'); END;
CREATE TRIGGER organizations_insert BEFORE INSERT ON organizations WHEN EXISTS (SELECT 1 FROM organizations WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM organizations WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'organizations: this row is there already'); END;
CREATE UNIQUE INDEX calendar_days_in_force ON calendar_days (id) WHERE ended_by IS NULL;
CREATE INDEX calendar_days_by_id ON calendar_days (id);
CREATE INDEX calendar_days_by_change ON calendar_days (added_by);
CREATE INDEX calendar_days_by_ending ON calendar_days (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER calendar_days_delete BEFORE DELETE ON calendar_days BEGIN SELECT RAISE(ABORT, 'calendar_days: rows are ended, never deleted'); END;
CREATE TRIGGER calendar_days_update BEFORE UPDATE ON calendar_days WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."off" IS OLD."off" AND NEW."title" IS OLD."title" AND NEW."tentative" IS OLD."tentative" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'calendar_days: rows are ended, never altered'); END;
CREATE TRIGGER calendar_days_insert BEFORE INSERT ON calendar_days WHEN EXISTS (SELECT 1 FROM calendar_days WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM calendar_days WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'calendar_days: this row is there already'); END;
CREATE UNIQUE INDEX plans_in_force ON plans (id) WHERE ended_by IS NULL;
CREATE INDEX plans_by_id ON plans (id);
CREATE INDEX plans_by_change ON plans (added_by);
CREATE INDEX plans_by_ending ON plans (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER plans_delete BEFORE DELETE ON plans BEGIN SELECT RAISE(ABORT, 'plans: rows are ended, never deleted'); END;
CREATE TRIGGER plans_insert BEFORE INSERT ON plans WHEN EXISTS (SELECT 1 FROM plans WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM plans WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'plans: this row is there already'); END;
CREATE UNIQUE INDEX activities_in_force ON activities (id) WHERE ended_by IS NULL;
CREATE INDEX activities_by_id ON activities (id);
CREATE INDEX activities_by_change ON activities (added_by);
CREATE INDEX activities_by_ending ON activities (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER activities_delete BEFORE DELETE ON activities BEGIN SELECT RAISE(ABORT, 'activities: rows are ended, never deleted'); END;
CREATE TRIGGER activities_update BEFORE UPDATE ON activities WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."plan_id" IS OLD."plan_id" AND NEW."title" IS OLD."title" AND NEW."contents" IS OLD."contents" AND NEW."lead" IS OLD."lead" AND NEW."partners" IS OLD."partners" AND NEW."every" IS OLD."every" AND NEW."due_day" IS OLD."due_day" AND NEW."due_on" IS OLD."due_on" AND NEW."ongoing" IS OLD."ongoing" AND NEW."start_on" IS OLD."start_on" AND NEW."until_on" IS OLD."until_on" AND NEW."deadline_text" IS OLD."deadline_text" AND NEW."output" IS OLD."output" AND NEW."target" IS OLD."target" AND NEW."unit" IS OLD."unit" AND NEW."baseline" IS OLD."baseline" AND NEW."weight" IS OLD."weight" AND NEW."after" IS OLD."after" AND NEW."successors" IS OLD."successors" AND NEW."note" IS OLD."note" AND NEW."by_hand" IS OLD."by_hand" AND NEW."retired_on" IS OLD."retired_on" AND NEW."folded" IS OLD."folded" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'activities: rows are ended, never altered'); END;
CREATE TRIGGER activities_insert BEFORE INSERT ON activities WHEN EXISTS (SELECT 1 FROM activities WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM activities WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'activities: this row is there already'); END;
CREATE UNIQUE INDEX occurrences_in_force ON occurrences (id) WHERE ended_by IS NULL;
CREATE INDEX occurrences_by_id ON occurrences (id);
CREATE INDEX occurrences_by_change ON occurrences (added_by);
CREATE INDEX occurrences_by_ending ON occurrences (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER occurrences_delete BEFORE DELETE ON occurrences BEGIN SELECT RAISE(ABORT, 'occurrences: rows are ended, never deleted'); END;
CREATE TRIGGER occurrences_update BEFORE UPDATE ON occurrences WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."activity_id" IS OLD."activity_id" AND NEW."plan_id" IS OLD."plan_id" AND NEW."period" IS OLD."period" AND NEW."start_on" IS OLD."start_on" AND NEW."due_on" IS OLD."due_on" AND NEW."until_on" IS OLD."until_on" AND NEW."weight" IS OLD."weight" AND NEW."target" IS OLD."target" AND NEW."baseline" IS OLD."baseline" AND NEW."retired_on" IS OLD."retired_on" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'occurrences: rows are ended, never altered'); END;
CREATE TRIGGER occurrences_insert BEFORE INSERT ON occurrences WHEN EXISTS (SELECT 1 FROM occurrences WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM occurrences WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'occurrences: this row is there already'); END;
CREATE UNIQUE INDEX entries_in_force ON entries (id) WHERE ended_by IS NULL;
CREATE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_change ON entries (added_by);
CREATE INDEX entries_by_ending ON entries (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER entries_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries: rows are ended, never deleted'); END;
CREATE TRIGGER entries_update BEFORE UPDATE ON entries WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."occurrence_id" IS OLD."occurrence_id" AND NEW."observed_on" IS OLD."observed_on" AND NEW."kind" IS OLD."kind" AND NEW."percent" IS OLD."percent" AND NEW."value" IS OLD."value" AND NEW."due_on" IS OLD."due_on" AND NEW."note" IS OLD."note" AND NEW."evidence" IS OLD."evidence" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'entries: rows are ended, never altered'); END;
CREATE TRIGGER entries_insert BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM entries WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'entries: this row is there already'); END;
CREATE INDEX "occurrences_by_plan"
    ON "occurrences" ("plan_id", "id", "activity_id", "start_on", "due_on", "until_on", "weight", "target", "baseline", "retired_on", "added_by", "ended_by");
CREATE INDEX "occurrences_by_activity"
    ON "occurrences" ("activity_id", "ended_by");
CREATE INDEX "activities_by_plan"
    ON "activities" ("plan_id");
CREATE INDEX "entries_by_occurrence"
    ON "entries" ("occurrence_id", "observed_on", "id");
CREATE INDEX entries_of_progress ON entries (occurrence_id, observed_on, id, kind, percent, value, added_by, ended_by) WHERE kind IN ('percent', 'value', 'done');
CREATE INDEX entries_of_holding ON entries (occurrence_id, observed_on, id, kind, added_by, ended_by) WHERE kind IN ('suspended', 'resumed', 'cancelled');
CREATE INDEX entries_of_extension ON entries (occurrence_id, observed_on, id, kind, due_on, added_by, ended_by) WHERE kind IN ('extended');
CREATE TRIGGER entries_insert_spans AFTER INSERT ON entries BEGIN UPDATE about SET value = '0' WHERE name = 'spans_at' AND value <> '0'; END;
CREATE TRIGGER entries_update_spans AFTER UPDATE ON entries BEGIN UPDATE about SET value = '0' WHERE name = 'spans_at' AND value <> '0'; END;
CREATE TRIGGER occurrences_insert_spans AFTER INSERT ON occurrences BEGIN UPDATE about SET value = '0' WHERE name = 'spans_at' AND value <> '0'; END;
CREATE TRIGGER occurrences_update_spans AFTER UPDATE ON occurrences BEGIN UPDATE about SET value = '0' WHERE name = 'spans_at' AND value <> '0'; END;
CREATE INDEX spans_by_id ON spans (id);
CREATE INDEX spans_by_due_on ON spans (due_on_in_force, id);
CREATE TRIGGER programs_update BEFORE UPDATE ON programs WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."title" IS OLD."title" AND NEW."start_on" IS OLD."start_on" AND NEW."until_on" IS OLD."until_on" AND NEW."short" IS OLD."short" AND NEW."language" IS OLD."language" AND NEW."signed_on" IS OLD."signed_on" AND NEW."sides" IS OLD."sides" AND NEW."basis" IS OLD."basis" AND NEW."cutoff_day" IS OLD."cutoff_day" AND NEW."send_within" IS OLD."send_within" AND NEW."rating" IS OLD."rating" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'programs: rows are ended, never altered'); END;
CREATE TRIGGER plans_update BEFORE UPDATE ON plans WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."title" IS OLD."title" AND NEW."partner" IS OLD."partner" AND NEW."short" IS OLD."short" AND NEW."signed_on" IS OLD."signed_on" AND NEW."fields" IS OLD."fields" AND NEW."successors" IS OLD."successors" AND NEW."order" IS OLD."order" AND NEW."retired_on" IS OLD."retired_on" AND NEW."cutoff_day" IS OLD."cutoff_day" AND NEW."send_within" IS OLD."send_within" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'plans: rows are ended, never altered'); END;
CREATE UNIQUE INDEX ratings_in_force ON ratings (id) WHERE ended_by IS NULL;
CREATE INDEX ratings_by_id ON ratings (id);
CREATE INDEX ratings_by_change ON ratings (added_by);
CREATE INDEX ratings_by_ending ON ratings (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER ratings_delete BEFORE DELETE ON ratings BEGIN SELECT RAISE(ABORT, 'ratings: rows are ended, never deleted'); END;
CREATE TRIGGER ratings_update BEFORE UPDATE ON ratings WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."plan_id" IS OLD."plan_id" AND NEW."rated_on" IS OLD."rated_on" AND NEW."colour" IS OLD."colour" AND NEW."reason" IS OLD."reason" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'ratings: rows are ended, never altered'); END;
CREATE TRIGGER ratings_insert BEFORE INSERT ON ratings WHEN EXISTS (SELECT 1 FROM ratings WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM ratings WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'ratings: this row is there already'); END;
CREATE UNIQUE INDEX offices_in_force ON offices (id) WHERE ended_by IS NULL;
CREATE INDEX offices_by_id ON offices (id);
CREATE INDEX offices_by_change ON offices (added_by);
CREATE INDEX offices_by_ending ON offices (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER offices_delete BEFORE DELETE ON offices BEGIN SELECT RAISE(ABORT, 'offices: rows are ended, never deleted'); END;
CREATE TRIGGER offices_update BEFORE UPDATE ON offices WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."title" IS OLD."title" AND NEW."profile" IS OLD."profile" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'offices: rows are ended, never altered'); END;
CREATE TRIGGER offices_insert BEFORE INSERT ON offices WHEN EXISTS (SELECT 1 FROM offices WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM offices WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'offices: this row is there already'); END;
CREATE UNIQUE INDEX profiles_in_force ON profiles (id) WHERE ended_by IS NULL;
CREATE INDEX profiles_by_id ON profiles (id);
CREATE INDEX profiles_by_change ON profiles (added_by);
CREATE INDEX profiles_by_ending ON profiles (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER profiles_delete BEFORE DELETE ON profiles BEGIN SELECT RAISE(ABORT, 'profiles: rows are ended, never deleted'); END;
CREATE TRIGGER profiles_update BEFORE UPDATE ON profiles WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."issuer" IS OLD."issuer" AND NEW."superior" IS OLD."superior" AND NEW."code" IS OLD."code" AND NEW."place" IS OLD."place" AND NEW."signer_authority" IS OLD."signer_authority" AND NEW."signer_title" IS OLD."signer_title" AND NEW."signer_name" IS OLD."signer_name" AND NEW."recipients" IS OLD."recipients" AND NEW."title" IS OLD."title" AND NEW."font" IS OLD."font" AND NEW."margin_top" IS OLD."margin_top" AND NEW."margin_bottom" IS OLD."margin_bottom" AND NEW."margin_left" IS OLD."margin_left" AND NEW."margin_right" IS OLD."margin_right" AND NEW."state_title" IS OLD."state_title" AND NEW."state_title_size" IS OLD."state_title_size" AND NEW."motto" IS OLD."motto" AND NEW."motto_size" IS OLD."motto_size" AND NEW."superior_size" IS OLD."superior_size" AND NEW."issuer_size" IS OLD."issuer_size" AND NEW."issuer_mark" IS OLD."issuer_mark" AND NEW."number_form" IS OLD."number_form" AND NEW."number_size" IS OLD."number_size" AND NEW."date_size" IS OLD."date_size" AND NEW."kind_size" IS OLD."kind_size" AND NEW."subject_size" IS OLD."subject_size" AND NEW."subject_start" IS OLD."subject_start" AND NEW."subject_mark" IS OLD."subject_mark" AND NEW."body_size" IS OLD."body_size" AND NEW."first_line" IS OLD."first_line" AND NEW."line_points" IS OLD."line_points" AND NEW."after_points" IS OLD."after_points" AND NEW."heading_mark" IS OLD."heading_mark" AND NEW."signature_size" IS OLD."signature_size" AND NEW."signer_title_style" IS OLD."signer_title_style" AND NEW."recipients_title_style" IS OLD."recipients_title_style" AND NEW."recipients_title_size" IS OLD."recipients_title_size" AND NEW."recipients_size" IS OLD."recipients_size" AND NEW."end_mark" IS OLD."end_mark" AND NEW."table_size" IS OLD."table_size" AND NEW."annex_size" IS OLD."annex_size" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'profiles: rows are ended, never altered'); END;
CREATE TRIGGER profiles_insert BEFORE INSERT ON profiles WHEN EXISTS (SELECT 1 FROM profiles WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM profiles WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'profiles: this row is there already'); END;
CREATE UNIQUE INDEX reports_in_force ON reports (id) WHERE ended_by IS NULL;
CREATE INDEX reports_by_id ON reports (id);
CREATE INDEX reports_by_change ON reports (added_by);
CREATE INDEX reports_by_ending ON reports (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER reports_delete BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'reports: rows are ended, never deleted'); END;
CREATE TRIGGER reports_update BEFORE UPDATE ON reports WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."number" IS OLD."number" AND NEW."signed_on" IS OLD."signed_on" AND NEW."period" IS OLD."period" AND NEW."plans" IS OLD."plans" AND NEW."profile" IS OLD."profile" AND NEW."language" IS OLD."language" AND NEW."as_of" IS OLD."as_of" AND NEW."known" IS OLD."known" AND NEW."figures" IS OLD."figures" AND NEW."file_name" IS OLD."file_name" AND NEW."file_digest" IS OLD."file_digest" AND NEW."template_digest" IS OLD."template_digest" AND NEW."made_by" IS OLD."made_by" AND NEW."withdrawn_on" IS OLD."withdrawn_on" AND NEW."withdrawn_reason" IS OLD."withdrawn_reason" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'reports: rows are ended, never altered'); END;
CREATE TRIGGER reports_insert BEFORE INSERT ON reports WHEN EXISTS (SELECT 1 FROM reports WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM reports WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'reports: this row is there already'); END;
CREATE UNIQUE INDEX forms_in_force ON forms (id) WHERE ended_by IS NULL;
CREATE INDEX forms_by_id ON forms (id);
CREATE INDEX forms_by_change ON forms (added_by);
CREATE INDEX forms_by_ending ON forms (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER forms_delete BEFORE DELETE ON forms BEGIN SELECT RAISE(ABORT, 'forms: rows are ended, never deleted'); END;
CREATE TRIGGER forms_update BEFORE UPDATE ON forms WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."period" IS OLD."period" AND NEW."organization" IS OLD."organization" AND NEW."made_on" IS OLD."made_on" AND NEW."seen" IS OLD."seen" AND NEW."send_by" IS OLD."send_by" AND NEW."file_name" IS OLD."file_name" AND NEW."checksum" IS OLD."checksum" AND NEW."asked" IS OLD."asked" AND NEW."not_due" IS OLD."not_due" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'forms: rows are ended, never altered'); END;
CREATE TRIGGER forms_insert BEFORE INSERT ON forms WHEN EXISTS (SELECT 1 FROM forms WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM forms WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'forms: this row is there already'); END;
CREATE UNIQUE INDEX returns_in_force ON returns (id) WHERE ended_by IS NULL;
CREATE INDEX returns_by_id ON returns (id);
CREATE INDEX returns_by_change ON returns (added_by);
CREATE INDEX returns_by_ending ON returns (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER returns_delete BEFORE DELETE ON returns BEGIN SELECT RAISE(ABORT, 'returns: rows are ended, never deleted'); END;
CREATE TRIGGER returns_update BEFORE UPDATE ON returns WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."period" IS OLD."period" AND NEW."organization" IS OLD."organization" AND NEW."file_name" IS OLD."file_name" AND NEW."file_digest" IS OLD."file_digest" AND NEW."form_checksum" IS OLD."form_checksum" AND NEW."received_on" IS OLD."received_on" AND NEW."outcome" IS OLD."outcome" AND NEW."rows" IS OLD."rows" AND NEW."taken_in" IS OLD."taken_in" AND NEW."sent_back" IS OLD."sent_back" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'returns: rows are ended, never altered'); END;
CREATE TRIGGER returns_insert BEFORE INSERT ON returns WHEN EXISTS (SELECT 1 FROM returns WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM returns WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'returns: this row is there already'); END;
CREATE UNIQUE INDEX return_rows_in_force ON return_rows (id) WHERE ended_by IS NULL;
CREATE INDEX return_rows_by_id ON return_rows (id);
CREATE INDEX return_rows_by_change ON return_rows (added_by);
CREATE INDEX return_rows_by_ending ON return_rows (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER return_rows_delete BEFORE DELETE ON return_rows BEGIN SELECT RAISE(ABORT, 'return_rows: rows are ended, never deleted'); END;
CREATE TRIGGER return_rows_update BEFORE UPDATE ON return_rows WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."return_id" IS OLD."return_id" AND NEW."occurrence_id" IS OLD."occurrence_id" AND NEW."answer" IS OLD."answer" AND NEW."said" IS OLD."said" AND NEW."done_on" IS OLD."done_on" AND NEW."evidence" IS OLD."evidence" AND NEW."difficulties" IS OLD."difficulties" AND NEW."recommendations" IS OLD."recommendations" AND NEW."outcome" IS OLD."outcome" AND NEW."fault" IS OLD."fault" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'return_rows: rows are ended, never altered'); END;
CREATE TRIGGER return_rows_insert BEFORE INSERT ON return_rows WHEN EXISTS (SELECT 1 FROM return_rows WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM return_rows WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'return_rows: this row is there already'); END;
CREATE UNIQUE INDEX closings_in_force ON closings (id) WHERE ended_by IS NULL;
CREATE INDEX closings_by_id ON closings (id);
CREATE INDEX closings_by_change ON closings (added_by);
CREATE INDEX closings_by_ending ON closings (ended_by) WHERE ended_by IS NOT NULL;
CREATE TRIGGER closings_delete BEFORE DELETE ON closings BEGIN SELECT RAISE(ABORT, 'closings: rows are ended, never deleted'); END;
CREATE TRIGGER closings_update BEFORE UPDATE ON closings WHEN NOT (OLD.ended_by IS NULL AND NEW.ended_by IS NOT NULL AND NEW."row" IS OLD."row" AND NEW."id" IS OLD."id" AND NEW."closed_on" IS OLD."closed_on" AND NEW."added_by" IS OLD."added_by") BEGIN SELECT RAISE(ABORT, 'closings: rows are ended, never altered'); END;
CREATE TRIGGER closings_insert BEFORE INSERT ON closings WHEN EXISTS (SELECT 1 FROM closings WHERE row = NEW.row) OR EXISTS (SELECT 1 FROM closings WHERE id = NEW.id AND ended_by IS NULL) BEGIN SELECT RAISE(ABORT, 'closings: this row is there already'); END;
CREATE INDEX "forms_by_period"
    ON "forms" ("period", "organization");
CREATE INDEX "returns_by_period"
    ON "returns" ("period", "organization");
CREATE INDEX "return_rows_by_return"
    ON "return_rows" ("return_id");
CREATE VIEW activities_now AS 
        SELECT id, plan_id, title, contents, lead, partners, every, due_day, due_on, ongoing, start_on, until_on,
            deadline_text, output, target, unit, baseline, weight, "after", successors, note
        FROM activities
        WHERE ended_by IS NULL AND retired_on IS NULL;
CREATE VIEW standings_today AS 
        SELECT s.id AS occurrence, s.activity_id AS activity, s.plan_id AS plan, a.title, a.lead, s.start_on, s.due_on,
            s.original_due_on, s.standing, s.percent, s.done_on,
            CASE
                WHEN s.standing IN ('in_progress_overdue', 'not_started_overdue')
                    THEN CAST(julianday(date('now', '+7 hours')) - julianday(s.due_on) AS INTEGER)
                WHEN s.standing = 'done_late' THEN CAST(julianday(s.done_on) - julianday(s.due_on) AS INTEGER)
            END AS days_late
        FROM (
    SELECT id, activity_id, plan_id, start_on, original_due_on, due_on, until_on, weight, CASE WHEN typeof(reached) = 'text' THEN reached END AS done_on, 
        CASE
            WHEN holding = 'cancelled' THEN 'cancelled'
            WHEN holding = 'suspended' THEN 'suspended'
            WHEN typeof(reached) = 'text' THEN
                CASE WHEN due_on IS NULL OR reached <= due_on THEN 'done_on_time' ELSE 'done_late' END
            WHEN due_on IS NULL THEN 'ongoing'
            WHEN due_on < date('now', '+7 hours') THEN CASE WHEN reached > 0 THEN 'in_progress_overdue' ELSE 'not_started_overdue' END
            WHEN reached > 0 THEN 'in_progress'
            WHEN start_on > date('now', '+7 hours') THEN 'upcoming'
            ELSE 'not_started'
        END AS standing, CASE WHEN typeof(reached) = 'text' THEN 100.0 ELSE coalesce(reached, 0.0) END AS percent
    FROM (
        SELECT *,
            CASE
                WHEN extended_to IS NULL THEN original_due_on
                WHEN typeof(reached) = 'text' THEN
                    coalesce(
                        max(original_due_on, (
        SELECT e.due_on
        FROM entries AS e
        WHERE e.occurrence_id = facts.id
          AND e.kind IN ('extended')
          AND e.observed_on <= reached
          AND (+e.added_by <= (SELECT max(id) FROM changes) AND (e.ended_by IS NULL OR e.ended_by > (SELECT max(id) FROM changes)))
        ORDER BY e.observed_on DESC, e.id DESC
        LIMIT 1)),
                        original_due_on
                    )
                ELSE max(original_due_on, extended_to)
            END AS due_on
        FROM (
        SELECT  o.id, o.activity_id, o.plan_id, o.start_on, o.due_on AS original_due_on, o.until_on, o.weight,
            o.retired_on,
            (
        SELECT 
            CASE
                WHEN (e.kind = 'done' OR coalesce(e.percent, 0) >= 100 OR coalesce((e.value - o.baseline) / (o.target - o.baseline), 0) >= 1) THEN (
            SELECT min(d.observed_on)
            FROM entries AS d
            WHERE d.occurrence_id = o.id
                AND d.kind IN ('percent', 'value', 'done')
                AND d.observed_on <= date('now', '+7 hours')
                AND (+d.added_by <= (SELECT max(id) FROM changes) AND (d.ended_by IS NULL OR d.ended_by > (SELECT max(id) FROM changes)))
                AND (d.kind = 'done' OR coalesce(d.percent, 0) >= 100 OR coalesce((d.value - o.baseline) / (o.target - o.baseline), 0) >= 1)
                AND NOT EXISTS (
                    SELECT 1
                    FROM entries AS n
                    WHERE n.occurrence_id = o.id
                AND n.kind IN ('percent', 'value', 'done')
                AND n.observed_on <= date('now', '+7 hours')
                AND (+n.added_by <= (SELECT max(id) FROM changes) AND (n.ended_by IS NULL OR n.ended_by > (SELECT max(id) FROM changes)))
                        AND NOT (n.kind = 'done' OR coalesce(n.percent, 0) >= 100 OR coalesce((n.value - o.baseline) / (o.target - o.baseline), 0) >= 1)
                        AND (n.observed_on, n.id) > (d.observed_on, d.id)
                )
        )
                WHEN e.kind = 'value' THEN coalesce(max(0.0, 100.0 * (e.value - o.baseline) / (o.target - o.baseline)), 0.0)
                ELSE e.percent
            END
        FROM entries AS e
        WHERE e.occurrence_id = o.id
          AND e.kind IN ('percent', 'value', 'done')
          AND e.observed_on <= date('now', '+7 hours')
          AND (+e.added_by <= (SELECT max(id) FROM changes) AND (e.ended_by IS NULL OR e.ended_by > (SELECT max(id) FROM changes)))
        ORDER BY e.observed_on DESC, e.id DESC
        LIMIT 1) AS reached,
            (
        SELECT e.kind
        FROM entries AS e
        WHERE e.occurrence_id = o.id
          AND e.kind IN ('suspended', 'resumed', 'cancelled')
          AND e.observed_on <= date('now', '+7 hours')
          AND (+e.added_by <= (SELECT max(id) FROM changes) AND (e.ended_by IS NULL OR e.ended_by > (SELECT max(id) FROM changes)))
        ORDER BY e.observed_on DESC, e.id DESC
        LIMIT 1) AS holding,
            (
        SELECT e.due_on
        FROM entries AS e
        WHERE e.occurrence_id = o.id
          AND e.kind IN ('extended')
          AND e.observed_on <= date('now', '+7 hours')
          AND (+e.added_by <= (SELECT max(id) FROM changes) AND (e.ended_by IS NULL OR e.ended_by > (SELECT max(id) FROM changes)))
        ORDER BY e.observed_on DESC, e.id DESC
        LIMIT 1) AS extended_to
        FROM occurrences AS o
        WHERE (+o.added_by <= (SELECT max(id) FROM changes) AND (o.ended_by IS NULL OR o.ended_by > (SELECT max(id) FROM changes))) 
        
        LIMIT -1 OFFSET 0) AS facts)
    WHERE retired_on IS NULL
       OR retired_on > date('now', '+7 hours')
       OR (typeof(reached) = 'text' AND coalesce(holding, 'resumed') = 'resumed')
    LIMIT -1 OFFSET 0) AS s
        JOIN activities AS a ON a.id = s.activity_id AND a.ended_by IS NULL;
CREATE VIEW entries_all AS 
        SELECT e.id AS entry, e.occurrence_id AS occurrence, e.observed_on, e.kind, e.percent, e.value, e.due_on,
            e.note, e.evidence, c.id AS "change", c.at AS recorded_at, c.by AS recorded_by, c.reason,
            e.ended_by IS NOT NULL AS taken_back, e.ended_by
        FROM entries AS e
        JOIN changes AS c ON c.id = e.added_by
        ORDER BY e.occurrence_id, e.observed_on, e.id;
COMMIT;
