"""Three short fictional reviews in three house styles: places, people, agencies and events are invented."""
