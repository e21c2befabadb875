// The shipped guide's questions in SurveyJS.

import { Model } from "survey-core";
import "survey-js-ui";
import { survey, words } from "data";

const model = new Model(survey);
const place = document.querySelector("#survey");

// SurveyJS offers no way to begin again; any other button of its bar looks the same.
model.addNavigationItem({
  id: "again",
  title: words.again,
  visibleIndex: 50,
  action: () => model.clear(),
});
model.onAfterRenderSurvey.add(() => place.toggleAttribute("ready", true));
model.render(place);
