#pragma once
#include <hdf5.h>

// HDF5's predefined identifiers are C macros over library globals, which Swift does not import.

static inline hid_t asimov_h5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t asimov_h5_native_double(void) { return H5T_NATIVE_DOUBLE; }
