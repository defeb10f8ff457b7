package demo

import (
	"time"

	"sluice/backend/work"
)

// dune opens a shop front in Dubai, in Arabic and English, and launches tomorrow.
func dune() part {
	return part{
		client: work.Client{
			Name: "Dune & Co", Number: 4, Colour: 4, Zone: "Asia/Dubai", Hours: weekdays("09:00", "17:00"), LongestWait: hours(24),
			Rate: work.Money{Minor: 32000, Currency: "AED"}, Promised: hours(8), ResponsePromise: "within a day",
		},
		messages: append([]message{
			on(-1, "14:40", "Samir", mail, "مراجعة نص صفحة الدفع قبل إطلاق يوم الخميس", "هل يمكنك مراجعة النص اليوم؟ الإطلاق غدًا صباحًا.").dueIn(1),
			on(-1, "16:18", "Layla", slack, "Shop front: mirrored icons in the Arabic menu", "The arrow points the wrong way on three of them.").mention(),
			on(0, "09:26", "Samir", signal, "Two photos of the shop front", "From this morning."),
			on(-2, "15:30", "Layla", mail, "ترجمة رسائل الخطأ: الدفعة الثانية", "أرسلت الملف إلى المترجم، وسيعود يوم الاثنين.").waiting("Layla"),
			on(-2, "10:12", "Samir", clickup, "Opening hours during Ramadan on the contact page", "They change on the first day.").assigned().snoozed(),
			on(-1, "12:05", "Layla", slack, "Can Arabic numerals stay Western in prices?", "Both are read. The bank’s form has Western ones."),
			ago(140*time.Minute, "Layla", slack, "Launch post: second draft", "Both languages, side by side."),
			ago(31*time.Minute, "Samir", mail, "مكالمة الإطلاق: هل الساعة الرابعة مناسبة؟", "بتوقيت دبي."),
		}, handled(
			on(-7, "09:05", "Samir", mail, "موعد إطلاق المتجر", "الموعد يوم الخميس، الساعة التاسعة."),
			on(-7, "12:45", "Layla", slack, "Which font for headings in Arabic?", "The Latin one has no Arabic."),
			on(-6, "10:30", "Samir", clickup, "Map with the way from the metro", "An image will do for the launch.").assigned(),
			on(-6, "13:05", "Layla", mail, "ترجمة صفحة البداية", "النص النهائي في الملف المرفق."),
			on(-6, "15:05", "Samir", signal, "Call back?", "When you have ten minutes."),
			on(-5, "09:50", "Layla", slack, "Line height in Arabic text", "It needs more room than Latin."),
			on(-5, "11:20", "Samir", mail, "Payment provider: test account", "It is active since this morning."),
			on(-5, "16:10", "Layla", clickup, "Form fields: labels on the right", "All but the card number.").assigned(),
			on(-4, "10:45", "Samir", mail, "صور المنتجات الجديدة", "ست صور، وكلها بالحجم الكامل."),
			on(-4, "15:25", "Layla", slack, "Who writes the launch post?", "You or the agency?"),
			on(-3, "10:05", "Samir", clickup, "Delivery areas: add Sharjah", "From the second week.").assigned(),
			on(-3, "13:50", "", monitor, "shop.dune.example: certificate expires in 14 days", "It renews itself in 7.").alert(),
			on(-2, "12:00", "Layla", slack, "Receipt by mail in both languages?", "One mail, two columns."),
			on(-1, "09:35", "Samir", mail, "قائمة الحضور في مكالمة الإطلاق", "خمسة أشخاص، ومعهم مدير الفرع."),
		)...),
	}
}
